import type { Cell, Column, Lineage, Row } from '../../shared/domain/annotation'

const cellOf = (columns: readonly Column[], row: Row, name: string): Cell =>
  row[columns.findIndex((column) => column.name === name)] ?? null

export interface LineageEntry {
  readonly id: string
  readonly created: string | null
  readonly deleted: string | null
  readonly isHead: boolean
  /** What a reader knows the row by: its texts, numbers and points. */
  readonly values: readonly string[]
}

const own = new Set(['id', 'created', 'deleted', 'superceded_id', 'valid'])

/** Text first: it is what a person calls the row. */
const valuesOf = (columns: readonly Column[], row: Row): readonly string[] => {
  const places = [...columns.keys()].sort(
    (a, b) => Number(columns[b]?.kind === 'text') - Number(columns[a]?.kind === 'text') || a - b,
  )
  return places.flatMap((index) => {
    const column = columns[index]
    const cell = row[index] ?? null
    if (column === undefined) return []
    if (own.has(column.name) || !column.editable || cell === null) return []
    return [Array.isArray(cell) ? cell.join(', ') : String(cell)]
  })
}

const textOf = (cell: Cell): string | null => (cell === null ? null : String(cell))

/** The chain as it is told, oldest first. */
export const lineageEntries = ({ columns, rows, head }: Lineage): readonly LineageEntry[] =>
  rows.map((row) => {
    const id = String(cellOf(columns, row, 'id') ?? '')
    return {
      id,
      created: textOf(cellOf(columns, row, 'created')),
      deleted: textOf(cellOf(columns, row, 'deleted')),
      isHead: id === head,
      values: valuesOf(columns, row),
    }
  })

/** The lineage's row `id`, its cells in the order of `columns`; null where it has none. */
export const rowIn = (lineage: Lineage, id: string, columns: readonly Column[]): Row | null => {
  const row = lineage.rows.find((candidate) => String(cellOf(lineage.columns, candidate, 'id')) === id)
  return row === undefined ? null : columns.map((column) => cellOf(lineage.columns, row, column.name))
}
