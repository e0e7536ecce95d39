import type { Cell, Column, Row } from '../../shared/domain/annotation'
import { rowTexts as texts } from './texts'
import { moment } from '../components/format'

export const isLookedUp = (column: Pick<Column, 'name'>): boolean =>
  /_(supervoxel|root)_id$/.test(column.name)

/** Its supervoxels are not looked up yet, which the next version does (CAVE-FACTS 6, live_live_query). */
export const waitsForVersion = (columns: readonly Column[], row: Row): boolean =>
  columns.some(({ name }, place) => name.endsWith('_supervoxel_id') && row[place] === null)

/** A cell as a reader sees it. */
export const cellText = (cell: Cell, kind: Column['kind']): string => {
  if (cell === null) return ''
  if (Array.isArray(cell)) return cell.join(', ')
  if (kind === 'time' && typeof cell === 'string') return moment(cell)
  return String(cell)
}

/** The supervoxel and the root of a point that lies in none. */
export const background = '0'

/** As a reader sees it, who is told what a 0 in place of a cell means. */
export const shownText = (cell: Cell, column: Pick<Column, 'name' | 'kind'>): string =>
  cell === background && isLookedUp(column) ? texts.outside : cellText(cell, column.kind)

/** The hint of a cell: what its text leaves out. */
export const cellHint = (cell: Cell, column: Pick<Column, 'name' | 'kind'>): string | undefined => {
  if (cell === null) return isLookedUp(column) ? 'Filled in by the next materialization' : undefined
  if (cell === background && isLookedUp(column)) return texts.outsideHint
  if (column.kind === 'time') return `${String(cell)} (UTC)`
  const text = cellText(cell, column.kind)
  return text.length > 18 ? text : undefined
}

const widths: Readonly<Record<Column['kind'], string>> = {
  id: 'minmax(4.25rem, 0.4fr)',
  integer: 'minmax(6rem, 0.5fr)',
  number: 'minmax(6rem, 0.5fr)',
  text: 'minmax(8rem, 1.4fr)',
  boolean: 'minmax(4.5rem, 0.3fr)',
  time: 'minmax(7rem, 0.8fr)',
  point: 'minmax(7.75rem, 0.8fr)',
  list: 'minmax(10rem, 1fr)',
}

/** Columns wide enough for what they hold; supervoxel and root ids have 17 to 19 digits. */
export const gridColumns = (columns: readonly Column[]): string =>
  columns.map((column) => (isLookedUp(column) ? 'minmax(10.25rem, 0.8fr)' : widths[column.kind])).join(' ')

export const isMono = (kind: Column['kind']): boolean =>
  kind === 'id' || kind === 'point' || kind === 'list' || kind === 'integer'

/** The row's own id: its `id` column, else its place. */
export const rowId = (columns: readonly Column[], row: readonly Cell[], index: number): string => {
  const cell = row[columns.findIndex((column) => column.name === 'id')]
  return cell === null || cell === undefined ? `#${index}` : String(cell)
}
