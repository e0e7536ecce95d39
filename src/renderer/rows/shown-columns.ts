import type { Column, Row } from '../../shared/domain/annotation'

/** Columns that say nothing of a live row: it is neither deleted nor superseded. */
const ofThePast = new Set(['deleted', 'superceded_id', 'valid'])

/** Places of the columns that are worth showing, in their order. */
export const shownPlaces = (columns: readonly Column[], rows: 'live' | 'all'): readonly number[] =>
  columns.flatMap((column, place) => (rows === 'live' && ofThePast.has(column.name) ? [] : [place]))

export const pickCells = <T>(cells: readonly T[], places: readonly number[]): T[] =>
  places.flatMap((place) => cells.slice(place, place + 1))

/** The same rows with the shown cells alone, each made once: an unchanged row stays the same object. */
export const pickRows = (places: readonly number[]): ((row: Row) => Row) => {
  const made = new WeakMap<Row, Row>()
  return (row) => {
    const known = made.get(row)
    if (known !== undefined) return known
    const picked = pickCells(row, places)
    made.set(row, picked)
    return picked
  }
}
