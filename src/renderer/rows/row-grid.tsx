import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Cell, Column, Row } from '../../shared/domain/annotation'
import { GridRow } from './grid-row'
import { GridHead, type Sort } from './grid-head'
import { gridColumns, rowId } from './cell-text'
import { mostRows, moveRow, rowHeight, scrollableRows, type RowRange } from './windows'
import { rowTexts as texts } from './texts'
import '../components/sheet.css'
import './row-grid.css'

interface RowGridProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly total: number
  /** Undefined while its page is on the way. */
  readonly rowAt: (index: number) => Row | undefined
  readonly onRange: (range: RowRange) => void
  readonly sort?: Sort | null
  readonly onSort?: (sort: Sort | null) => void
  /** Id of the row whose details are open. */
  readonly opened?: string | null
  readonly onOpen?: (id: string) => void
  readonly onDelete?: (id: string) => void
  readonly flashOf?: (id: string) => 'fresh' | 'changed' | undefined
  /** How a cell is marked beyond what it says: paler, or as gone. Must be one and the same function between draws. */
  readonly lookOf?: (cell: Cell, column: Column) => 'mute' | 'gone' | undefined
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
}

/** A table of any length: only the rows in view are drawn, and told to assistive technology as part of the whole. */
export const RowGrid = (props: RowGridProps) => {
  const { columns, total, rowAt, onRange, onOpen, opened = null } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const rows = scrollableRows(total)
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onRange({ first, last }), [onRange, first, last])

  const idAt = (index: number): string | null => {
    const row = rowAt(index)
    return row === undefined ? null : rowId(columns, row, index)
  }
  const press = (event: KeyboardEvent): void => {
    const id = active < 0 ? null : idAt(active)
    if (id !== null && event.key === 'Enter') onOpen?.(id)
    if (id !== null && event.key === 'Delete') props.onDelete?.(id)
    const visible = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1
    const next = moveRow(event.key, active, rows, visible)
    if (next === null) return
    event.preventDefault()
    setActive(next)
    virtualizer.scrollToIndex(next)
  }

  return (
    <div className="rows">
      <div
        ref={scroller}
        className="sheet-scroll rows-scroll"
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={active < 0 ? undefined : `${gridId}-${active}`}
        tabIndex={0}
        onKeyDown={press}
        onFocus={() => setActive((before) => (before < 0 && rows > 0 ? first : before))}
      >
        <div
          className="sheet rows-sheet"
          role="presentation"
          style={{ '--columns': gridColumns(columns), height: virtualizer.getTotalSize() }}
        >
          <GridHead columns={columns} sort={props.sort ?? null} onSort={props.onSort} />
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            const id = row === undefined ? null : rowId(columns, row, index)
            return (
              <GridRow
                key={index}
                domId={`${gridId}-${index}`}
                index={index}
                start={start}
                columns={columns}
                row={row}
                id={id}
                active={index === active}
                opened={id !== null && id === opened}
                flash={id === null ? undefined : props.flashOf?.(id)}
                lookOf={props.lookOf}
                onOpen={onOpen}
                onActivate={setActive}
              />
            )
          })}
        </div>
        {total === 0 && props.empty}
      </div>
      {total > mostRows && <p className="rows-note mute">{texts.reachable(mostRows, total)}</p>}
    </div>
  )
}
