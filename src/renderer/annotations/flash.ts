import type { Column, Row } from '../../shared/domain/annotation'
import { rowId } from '../rows/cell-text'
import type { LoadedPage } from '../rows/use-pages'

export type Flash = 'fresh' | 'changed'

/** What was on screen before: each row of the pages in view as one text, and the highest id seen. */
export interface Seen {
  readonly pages: ReadonlySet<number>
  readonly rows: ReadonlyMap<string, string>
  readonly highest: bigint
}

export const nothingSeen: Seen = { pages: new Set(), rows: new Map(), highest: -1n }

const idNumber = (id: string): bigint => (/^\d+$/.test(id) ? BigInt(id) : -1n)

const flashOf = (seen: Seen, id: string, text: string): Flash | null => {
  const before = seen.rows.get(id)
  if (before !== undefined) return before === text ? null : 'changed'
  // CAVE numbers rows upwards: an unknown lower id was merely out of view.
  return idNumber(id) > seen.highest ? 'fresh' : null
}

/**
 * Which rows are new or changed since the last look. A page that comes into view for the first time is only learnt;
 * otherwise scrolling would flash.
 */
export const look = (
  seen: Seen,
  columns: readonly Column[],
  pages: readonly LoadedPage[],
): { readonly seen: Seen; readonly flashes: ReadonlyMap<string, Flash> } => {
  const rows = new Map<string, string>()
  const flashes = new Map<string, Flash>()
  let { highest } = seen
  const learn = (row: Row, index: number, known: boolean): void => {
    const id = rowId(columns, row, index)
    const text = JSON.stringify(row)
    const flash = known ? flashOf(seen, id, text) : null
    if (flash !== null) flashes.set(id, flash)
    rows.set(id, text)
    if (idNumber(id) > highest) highest = idNumber(id)
  }
  for (const { page, rows: list } of pages)
    for (const [index, row] of list.entries()) learn(row, index, seen.pages.has(page))
  return { seen: { pages: new Set(pages.map(({ page }) => page)), rows, highest }, flashes }
}
