import type { Column, Row } from '../../shared/domain/annotation'

/** Columns that say nothing of a live row: it is neither deleted nor superseded. */
const ofThePast = new Set(['deleted', 'superceded_id', 'valid'])

const last = ['valid', 'created', 'deleted', 'superceded_id']

/** The id, then what a person wrote, then what was looked up, then what CAVE keeps books with. */
const rank = (column: Column): number => {
  if (column.name === 'id') return 0
  if (column.editable) return 1
  const place = last.indexOf(column.name)
  return place < 0 ? 2 : 3 + place
}

/** What CAVE keeps books with, and the ids that are one step of the way to the root. */
const ofTheBooks = ({ name }: Column): boolean => name === 'created' || name.endsWith('_supervoxel_id')

/** Which rows: those of now, all there ever were, or those of now for an audience, which sees a few columns well. */
type Shown = 'live' | 'all' | 'audience'

/** Places of the columns that are worth showing, in the order they are read in. */
const shownPlaces = (columns: readonly Column[], rows: Shown): readonly number[] =>
  columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => rows === 'all' || !ofThePast.has(column.name))
    .filter(({ column }) => rows !== 'audience' || !ofTheBooks(column))
    .sort((a, b) => rank(a.column) - rank(b.column) || a.place - b.place)
    .map(({ place }) => place)

const pickCells = <T>(cells: readonly T[], places: readonly number[]): T[] =>
  places.flatMap((place) => cells.slice(place, place + 1))

/** The same rows with the shown cells alone, each made once: an unchanged row stays the same object. */
const pickRows = (places: readonly number[]): ((row: Row) => Row) => {
  const made = new WeakMap<Row, Row>()
  return (row) => {
    const known = made.get(row)
    if (known !== undefined) return known
    const picked = pickCells(row, places)
    made.set(row, picked)
    return picked
  }
}

/** The columns as they are shown, and what brings a row into their order. */
export const shownColumns = (columns: readonly Column[], rows: Shown) => {
  const places = shownPlaces(columns, rows)
  return { columns: pickCells(columns, places), pick: pickRows(places) }
}
