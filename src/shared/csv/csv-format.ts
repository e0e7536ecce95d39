import type { Cell, Column, Row } from '../domain/annotation'
import { guard } from './formula-guard'

/** Says to spreadsheets that it is UTF-8; readers of CSV, pandas among them, skip it. */
const byteOrderMark = '\uFEFF'
const lineEnd = '\r\n'

const axes = ['x', 'y', 'z'] as const

/** The columns of a file that hold one of the table: a point has three, named as caveclient's `split_positions` names them. */
export const fileColumns = ({ name, kind }: Pick<Column, 'name' | 'kind'>): readonly string[] =>
  kind === 'point' ? axes.map((axis) => `${name}_${axis}`) : [name]

/** Always in quotes: a text of digits stays a text to the readers that ask. */
const quoted = (text: string): string => `"${guard(text).replaceAll('"', '""')}"`

const fileCells = (cell: Cell, { kind }: Column): readonly string[] => {
  if (kind === 'point') return axes.map((_, place) => (Array.isArray(cell) ? String(cell[place] ?? '') : ''))
  if (cell === null) return ['']
  if (kind === 'text') return [quoted(String(cell))]
  if (Array.isArray(cell)) return [quoted(JSON.stringify(cell))]
  // Digits, true and false, times: nothing that a spreadsheet runs. -5 is a number and stays one.
  return [typeof cell === 'string' && !/^[\w.:+-]*$/.test(cell) ? quoted(cell) : String(cell)]
}

export const csvHeading = (columns: readonly Column[]): string =>
  `${byteOrderMark}${columns.flatMap(fileColumns).map(quoted).join(',')}${lineEnd}`

/** 64-bit ids are their digits, as the contract has them; an empty cell is no value. */
export const csvLine = (columns: readonly Column[], row: Row): string =>
  `${columns.flatMap((column, place) => fileCells(row[place] ?? null, column)).join(',')}${lineEnd}`
