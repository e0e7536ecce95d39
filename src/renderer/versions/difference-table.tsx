import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Cell, Column } from '../../shared/domain/annotation'
import type { DiffRow } from '../../shared/domain/version'
import { cellHint, gridColumns, isMono } from '../rows/cell-text'
import { CellValue } from '../rows/cell-value'
import { shownColumns } from '../rows/shown-columns'
import { rowHeight, scrollableRows } from '../rows/windows'
import { versionTexts as texts } from './texts'
import type { Difference } from './use-difference'
import '../components/change-mark.css'
import '../components/sheet.css'
import './difference-table.css'

type DiffCell = DiffRow['cells'][number]

const Value = ({ cell, column }: { readonly cell: Cell; readonly column: Column }) =>
  cell === null ? <>–</> : <CellValue cell={cell} column={column} />

const Change = ({ cell, column }: { readonly cell: DiffCell; readonly column: Column }) => (
  <>
    <del className="truncate" title={cellHint(cell.before, column)}>
      <span className="visually-hidden">{texts.before} </span>
      <Value cell={cell.before} column={column} />
    </del>
    <ins className="truncate" title={cellHint(cell.after, column)}>
      <span className="visually-hidden">{texts.after} </span>
      <Value cell={cell.after} column={column} />
    </ins>
  </>
)

const DiffCellView = ({ row, column }: { readonly row: DiffRow; readonly column: Column }) => {
  const cell = row.cells.find((candidate) => candidate.column === column.name)
  const mono = isMono(column.kind) ? ' mono' : ''
  if (cell === undefined) return <div role="cell" className={`diff-cell${mono}`} />
  const split = row.change === 'changed' && cell.changed
  const shown = row.change === 'removed' ? cell.before : cell.after
  return (
    <div role="cell" className={`diff-cell${mono}${split ? ' diff-cell-changed' : ''}`}>
      {split ? (
        <Change cell={cell} column={column} />
      ) : (
        <span className="truncate" title={cellHint(shown, column)}>
          <Value cell={shown} column={column} />
        </span>
      )}
    </div>
  )
}

const idsOf = ({ fromId, toId }: DiffRow): string => {
  if (fromId !== null && toId !== null && fromId !== toId) return texts.becomes(fromId, toId)
  return fromId ?? toId ?? ''
}

const isTall = (row: DiffRow | undefined): boolean =>
  row?.change === 'changed' && row.cells.some((cell) => cell.changed)

interface DifferenceTableProps extends Pick<Difference, 'total' | 'rowAt' | 'loaded' | 'onRange'> {
  readonly columns: readonly Column[]
}

/** The rows that differ, cell by cell: what was is struck through and paler, what is stands below it. */
export const DifferenceTable = (props: DifferenceTableProps) => {
  const { total, rowAt, loaded, onRange } = props
  const scroller = useRef<HTMLDivElement>(null)
  const columns = shownColumns(props.columns, 'live').columns.filter(({ name }) => name !== 'id')
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: scrollableRows(total),
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isTall(rowAt(index)) ? rowHeight + 20 : rowHeight),
    overscan: 12,
    paddingStart: rowHeight,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  // Rows that have come are taller than was thought where a cell of theirs changed.
  useEffect(() => virtualizer.measure(), [virtualizer, loaded.length])
  return (
    <div
      ref={scroller}
      className="sheet-scroll diff"
      role="region"
      aria-label={texts.differences}
      tabIndex={0}
    >
      <div
        className="sheet diff-sheet"
        role="table"
        aria-label={texts.differences}
        aria-rowcount={total + 1}
        style={{
          '--columns': `104px minmax(96px, 0.5fr) ${gridColumns(columns)}`,
          height: virtualizer.getTotalSize(),
        }}
      >
        <div role="row" className="sheet-row sheet-head" aria-rowindex={1}>
          <div role="columnheader" className="sheet-heading">
            {texts.change}
          </div>
          <div role="columnheader" className="sheet-heading">
            id
          </div>
          {columns.map((column) => (
            <div key={column.name} role="columnheader" className="sheet-heading truncate">
              {column.name}
            </div>
          ))}
        </div>
        {items.map(({ index, start, size }) => {
          const row = rowAt(index)
          return row === undefined ? null : (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={`sheet-row diff-row row-${row.change}`}
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              <div role="cell" className="diff-cell">
                <span className="change-mark diff-mark">{texts.changes[row.change]}</span>
              </div>
              <div role="cell" className="diff-cell mono">
                {idsOf(row)}
              </div>
              {columns.map((column) => (
                <DiffCellView key={column.name} row={row} column={column} />
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}
