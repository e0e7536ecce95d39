import type { Column } from '../../../shared/domain/annotation'
import { fileColumns } from '../../../shared/csv/csv-format'

/** Places in a row of the file: one, or three of a point that is split. */
export interface Source {
  readonly column: Column
  readonly places: readonly number[]
}

export interface Matching {
  readonly sources: readonly Source[]
  /** CAVE writes these itself: what a file says of them is left out. */
  readonly own: readonly string[]
  /** The table has no such columns: left out as well. */
  readonly unknown: readonly string[]
  /** Required ones that the file has not, or not all three parts of. */
  readonly missing: readonly string[]
  /** Names that stand twice in the heading: which of them counts is not known. */
  readonly twice: readonly string[]
}

/** `pt_position` may be called `pt`, as in the schema. */
const namesOf = (column: Column): readonly string[] =>
  column.kind === 'point' ? [column.name, column.name.replace(/_position$/, '')] : [column.name]

const placesOf = (heading: readonly string[], column: Column): readonly number[] => {
  const split = fileColumns(column).map((name) => heading.indexOf(name))
  if (split.every((place) => place >= 0)) return split
  const whole = namesOf(column)
    .map((name) => heading.indexOf(name))
    .find((place) => place >= 0)
  return whole === undefined ? [] : [whole]
}

export const isNameOf =
  (columns: readonly Column[]) =>
  (name: string): boolean =>
    columns.some((column) => [...namesOf(column), ...fileColumns(column)].includes(name))

/** The heading's names, held against the table's columns. */
export const matchColumns = (heading: readonly string[], columns: readonly Column[]): Matching => {
  const editable = columns.filter((column) => column.editable)
  const sources = editable
    .map((column) => ({ column, places: placesOf(heading, column) }))
    .filter(({ places }) => places.length > 0)
  const used = new Set(sources.flatMap(({ places }) => places))
  const named = heading.filter((name, place) => name !== '' && heading.indexOf(name) === place)
  const rest = named.filter((name) => !used.has(heading.indexOf(name)))
  const isOwn = isNameOf(columns.filter((column) => !column.editable))
  return {
    sources,
    own: rest.filter(isOwn),
    unknown: rest.filter((name) => !isOwn(name)),
    missing: editable
      .filter((column) => column.required && !sources.some((source) => source.column === column))
      .map(({ name }) => name),
    twice: named.filter((name) => heading.lastIndexOf(name) !== heading.indexOf(name)),
  }
}
