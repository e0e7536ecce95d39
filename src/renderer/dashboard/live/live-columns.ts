import type { Cell, Column, Row } from '../../../shared/domain/annotation'
import { utc } from '../cave'
import type { Annotation } from './newest-rows'
import type { Roots } from './read-roots'

/** What CAVE keeps books with: it says nothing of a live row. */
const books = new Set(['valid', 'created'])

const numbers = (cell: Cell): boolean =>
  Array.isArray(cell) && cell.length === 3 && cell.every((each) => typeof each === 'number')

const kindOf = (cells: readonly Cell[]): Column['kind'] => {
  const told = cells.filter((cell) => cell !== null)
  const all = (holds: (cell: Cell) => boolean): boolean => told.length > 0 && told.every(holds)
  if (all(numbers)) return 'point'
  if (all(Array.isArray)) return 'list'
  if (all((cell) => typeof cell === 'boolean')) return 'boolean'
  if (all(Number.isInteger)) return 'integer'
  return all((cell) => typeof cell === 'number') ? 'number' : 'text'
}

const column = (name: string, kind: Column['kind']): Column => ({
  name,
  kind,
  editable: false,
  required: false,
})

const namesOf = (records: Iterable<Readonly<Record<string, unknown>>>): readonly string[] => [
  ...new Set([...records].flatMap((record) => Object.keys(record))),
]

/** AnnotationEngine tells the cells of a row in whatever order. */
const pointsFirst = (a: Column, b: Column): number =>
  Number(b.kind === 'point') - Number(a.kind === 'point') || a.name.localeCompare(b.name)

/** The live rows as a table: id, what a person wrote, its roots, when. */
export const liveColumns = (
  live: readonly Annotation[],
  roots: Roots | null,
): { readonly columns: readonly Column[]; readonly rows: readonly Row[] } => {
  const cellsOf = (name: string): readonly Cell[] => live.map(({ cells }) => cells[name] ?? null)
  const written = namesOf(live.map(({ cells }) => cells))
    .filter((name) => !books.has(name))
    .map((name) => column(name, kindOf(cellsOf(name))))
    .sort(pointsFirst)
  const looked = namesOf(roots?.values() ?? [])
  const columns = [
    column('id', 'id'),
    ...written,
    ...looked.map((name) => column(name, 'id')),
    column('created', 'time'),
  ]
  const timeOf = (cell: Cell | undefined): Cell => (typeof cell === 'string' ? utc(cell) : null)
  const rows = live.map(({ id, cells }) => [
    id,
    ...written.map(({ name }) => cells[name] ?? null),
    ...looked.map((name) => roots?.get(id)?.[name] ?? null),
    timeOf(cells['created']),
  ])
  return { columns, rows }
}

/** A live row that the newest version does not hold yet: its roots come with the next one. */
export const waitsForRoots = (columns: readonly Column[], rows: readonly Row[]): boolean =>
  columns.some(({ name }, place) => name.endsWith('_root_id') && rows.some((row) => row[place] === null))
