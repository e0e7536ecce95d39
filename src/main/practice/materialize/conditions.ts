import type { TableColumn } from '../annotation/columns'
import { identifier } from '../annotation/identifier'
import { pythonText, pythonType } from '../annotation/python-text'
import { raised } from '../annotation/refusal'
import type { QueryFilters, Scalar } from './query-body'
import type { Source } from './source'

/** Collects parameters: a value never becomes part of the SQL. */
export class Parameters {
  readonly values: unknown[]

  constructor(first: readonly unknown[] = []) {
    this.values = [...first]
  }

  add(value: unknown): string {
    this.values.push(value)
    return `$${String(this.values.length)}`
  }
}

/** A box in the table's own voxels; the rows inside are found before the query, since this cluster has no PostGIS. */
export interface Box {
  readonly source: Source
  readonly column: TableColumn
  readonly corners: readonly [readonly [number, number, number], readonly [number, number, number]]
}

export interface Conditions {
  readonly sql: readonly string[]
  readonly boxes: readonly Box[]
}

const columnOf = (
  sources: readonly Source[],
  table: string,
  name: string,
): { source: Source; column: TableColumn } => {
  const source = sources.find((each) => each.name === table)
  if (source === undefined) throw raised(`'NoneType' object is not subscriptable`)
  const column = source.columns.find((each) => each.name === name)
  // The genuine service looks the column up in a dict: the text is a KeyError's.
  if (column === undefined) throw raised(pythonText(name))
  return { source, column }
}

/** The value as PostgreSQL reads it for this column; it says itself what is wrong with one that does not fit. */
const textFor = (column: TableColumn, value: Exclude<Scalar, null>): string => {
  if (column.type === 'varchar' && typeof value !== 'string') {
    throw raised(`'${pythonType(value)}' object has no attribute 'replace'`)
  }
  if (typeof value === 'string' && value.includes('\0')) {
    throw raised('A string literal cannot contain NUL (0x00) characters.')
  }
  return String(value)
}

const isFraction = (value: Scalar): boolean => typeof value === 'number' && !Number.isInteger(value)

const castFor = (column: TableColumn, value: Scalar): string => {
  if (column.type === 'geometry') throw raised(`parse error - invalid geometry`)
  return (column.type === 'bigint' || column.type === 'integer') && isFraction(value)
    ? 'numeric'
    : column.type
}

type Compare = (column: TableColumn, place: string, value: Scalar, parameters: Parameters) => string

const comparing =
  (operator: string): Compare =>
  (column, place, value, parameters) => {
    if (value === null) return operator === '=' ? `${place} IS NULL` : 'false'
    return `${place} ${operator} ${parameters.add(textFor(column, value))}::${castFor(column, value)}`
  }

const among = (
  column: TableColumn,
  place: string,
  values: readonly Scalar[],
  parameters: Parameters,
): string => {
  const given = values.flatMap((value) => (value === null ? [] : [textFor(column, value)]))
  const cast = values.some(isFraction) ? castFor(column, 0.5) : castFor(column, null)
  return `${place} = ANY(${parameters.add(given)}::${cast}[])`
}

const eachFilter = <T>(
  sources: readonly Source[],
  dict: Record<string, Record<string, T>> | null | undefined,
  work: (column: TableColumn, place: string, value: T, source: Source) => void,
): void => {
  for (const [table, byColumn] of Object.entries(dict ?? {})) {
    for (const [name, value] of Object.entries(byColumn)) {
      const { source, column } = columnOf(sources, table, name)
      work(column, `${identifier(source.name)}.${identifier(column.name)}`, value, source)
    }
  }
}

/** Every filter of a query as SQL, all of them to hold. */
export const conditionsOf = (
  filters: QueryFilters,
  sources: readonly Source[],
  parameters: Parameters,
): Conditions => {
  const sql: string[] = []
  const boxes: Box[] = []
  eachFilter(sources, filters.filter_in_dict, (column, place, values) => {
    sql.push(among(column, place, values, parameters))
  })
  for (const dict of [filters.filter_notin_dict, filters.filter_out_dict]) {
    eachFilter(sources, dict, (column, place, values) => {
      sql.push(`NOT (${among(column, place, values, parameters)})`)
    })
  }
  const comparisons = [
    [filters.filter_equal_dict, '='],
    [filters.filter_greater_dict, '>'],
    [filters.filter_less_dict, '<'],
    [filters.filter_greater_equal_dict, '>='],
    [filters.filter_less_equal_dict, '<='],
  ] as const
  for (const [dict, operator] of comparisons) {
    eachFilter(sources, dict, (column, place, value) => {
      sql.push(comparing(operator)(column, place, value, parameters))
    })
  }
  eachFilter(sources, filters.filter_regex_dict, (column, place, pattern) => {
    if (column.type !== 'varchar') throw raised('Regex filter is only supported on string columns')
    sql.push(`${place} ~ ${parameters.add(textFor(column, pattern))}`)
  })
  eachFilter(sources, filters.filter_spatial_dict, (column, _, corners, source) => {
    if (column.type !== 'geometry') {
      throw raised(
        `Neither 'AnnotatedColumn' object nor 'Comparator' object has an attribute 'intersects_nd'`,
      )
    }
    const [low, high] = corners
    if (!low.every((value, axis) => value < (high[axis] ?? Number.NaN))) {
      const shown = (corner: readonly number[]): string => `[${corner.join(' ')}]`
      throw raised(`min bounds: ${shown(low)} must be less than max bounds: ${shown(high)}`)
    }
    boxes.push({ source, column, corners })
  })
  return { sql, boxes }
}
