import { memo } from 'react'
import type { Cell, Column, Row } from '../../shared/domain/annotation'
import { cellHint, isMono } from './cell-text'
import { CellValue } from './cell-value'

interface GridRowProps {
  readonly domId: string
  readonly index: number
  readonly start: number
  readonly columns: readonly Column[]
  readonly row: Row | undefined
  readonly id: string | null
  readonly active: boolean
  readonly opened: boolean
  readonly flash: 'fresh' | 'changed' | undefined
  readonly lookOf: ((cell: Cell, column: Column) => 'mute' | 'gone' | undefined) | undefined
  readonly onOpen: ((id: string) => void) | undefined
  readonly onActivate: (index: number) => void
}

const isPast = (columns: readonly Column[], row: Row | undefined): boolean => {
  const deleted = row?.[columns.findIndex((column) => column.name === 'deleted')]
  return deleted !== undefined && deleted !== null
}

interface CellViewProps {
  readonly cell: Cell
  readonly column: Column
  readonly look: 'mute' | 'gone' | undefined
  readonly reachable: boolean
}

const CellView = ({ cell, column, look, reachable }: CellViewProps) => (
  <div
    role="gridcell"
    className={`rows-cell truncate${isMono(column.kind) ? ' mono' : ''}${look === undefined ? '' : ` rows-${look}`}`}
    title={cellHint(cell, column)}
  >
    {cell === null ? (
      <span className="rows-none">–</span>
    ) : (
      <CellValue cell={cell} column={column} reachable={reachable} />
    )}
  </div>
)

/** Drawn again only when something of its own changed: scrolling moves rows in and out, never the others. */
export const GridRow = memo((props: GridRowProps) => {
  const { columns, row, id, index, onOpen, onActivate } = props
  const looks = [
    props.active && 'rows-active',
    props.opened && 'rows-opened',
    isPast(columns, row) && 'rows-past',
    props.flash !== undefined && `rows-${props.flash}`,
    onOpen !== undefined && 'rows-opens',
  ].filter(Boolean)
  return (
    // The grid has the keyboard: arrows move the active row, Enter opens it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={props.domId}
      className={`sheet-row rows-row ${looks.join(' ')}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={onOpen === undefined ? undefined : props.opened}
      aria-busy={row === undefined || undefined}
      style={{ transform: `translateY(${props.start}px)` }}
      onClick={() => {
        onActivate(index)
        if (id !== null) onOpen?.(id)
      }}
    >
      {columns.map((column, place) =>
        row === undefined ? (
          <div key={column.name} role="gridcell" aria-label={column.name} className="rows-cell">
            <span className="rows-waits" />
          </div>
        ) : (
          <CellView
            key={column.name}
            cell={row[place] ?? null}
            column={column}
            reachable={onOpen === undefined}
            look={props.lookOf?.(row[place] ?? null, column)}
          />
        ),
      )}
    </div>
  )
})
GridRow.displayName = 'GridRow'
