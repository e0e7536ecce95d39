import { never, type Rows } from './rows'

/** What became of a row, in a few words. */
export const standingOf = (rows: Rows, place: number): string => {
  const id = rows.ids[place] ?? ''
  const next = rows.supersededBy[place] ?? null
  if (next !== null) return `id ${id} · superseded by ${next}`
  return rows.deleted[place] === never ? `id ${id} · now` : `id ${id} · deleted`
}
