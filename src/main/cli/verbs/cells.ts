import type { Cell, Column, Row } from '../../../shared/domain/annotation'

/** A row as JSON: cells by column. */
export const byColumn = (columns: readonly Column[], row: Row): Record<string, Cell> =>
  Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null]))

export const cellText = (cell: Cell): string =>
  cell === null ? '' : Array.isArray(cell) ? cell.join(', ') : String(cell)
