import type { TableColumn } from '../annotation/columns'
import { identifier } from '../annotation/identifier'
import { pythonText } from '../annotation/python-text'
import { aborted, raised } from '../annotation/refusal'
import type { QueryFilters, Scalar } from './query-body'
import type { Parameters, Source } from './source'

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

interface Filtered<T> {
  readonly source: Source
  readonly column: TableColumn
  readonly value: T
  /** The column in SQL. */
  readonly place: string
}

const filtered = <T>(
  sources: readonly Source[],
  dict: Record<string, Record<string, T>> | null | undefined,
): readonly Filtered<T>[] =>
  Object.entries(dict ?? {}).flatMap(([table, byColumn]) =>
    Object.entries(byColumn).map(([name, value]) => {
      const source = sources.find((each) => each.name === table)
      if (source === undefined) throw raised(`'NoneType' object is not subscriptable`)
      const column = source.columns.find((each) => each.name === name)
      // The genuine service looks the column up in a dict: the text is a KeyError's.
      if (column === undefined) throw raised(pythonText(name))
      return { source, column, value, place: `${identifier(table)}.${identifier(name)}` }
    }),
  )

const isFraction = (value: Scalar): boolean => typeof value === 'number' && !Number.isInteger(value)

/** The type that values are read as; PostgreSQL says itself what is wrong with one that does not fit. */
const castFor = ({ type, name }: TableColumn, values: readonly Scalar[]): string => {
  if (type === 'geometry') throw aborted(400, `${name} is a position: use filter_spatial_dict`)
  return (type === 'bigint' || type === 'integer') && values.some(isFraction) ? 'numeric' : type
}

const among = (
  { column, place, value: values }: Filtered<readonly Scalar[]>,
  parameters: Parameters,
): string => {
  const given = values.flatMap((value) => (value === null ? [] : [String(value)]))
  return `${place} = ANY(${parameters.add(given)}::${castFor(column, values)}[])`
}

const compared = (
  { column, place, value }: Filtered<Scalar>,
  operator: string,
  parameters: Parameters,
): string => {
  if (value === null) return operator === '=' ? `${place} IS NULL` : 'false'
  return `${place} ${operator} ${parameters.add(String(value))}::${castFor(column, [value])}`
}

const matched = ({ column, place, value }: Filtered<string>, parameters: Parameters): string => {
  if (column.type !== 'varchar') throw raised('Regex filter is only supported on string columns')
  return `${place} ~ ${parameters.add(value)}`
}

const boxed = ({ source, column, value }: Filtered<Box['corners']>): Box => {
  if (column.type !== 'geometry')
    throw aborted(400, `${column.name} is no position: filter_spatial_dict needs one`)
  const [low, high] = value
  if (!low.every((edge, axis) => edge < (high[axis] ?? Number.NaN)))
    throw raised(`min bounds: [${low.join(' ')}] must be less than max bounds: [${high.join(' ')}]`)
  return { source, column, corners: value }
}

/** Every filter of a query as SQL, all of them to hold. */
export const conditionsOf = (
  filters: QueryFilters,
  sources: readonly Source[],
  parameters: Parameters,
): Conditions => {
  const comparisons = [
    ['=', filters.filter_equal_dict],
    ['>', filters.filter_greater_dict],
    ['<', filters.filter_less_dict],
    ['>=', filters.filter_greater_equal_dict],
    ['<=', filters.filter_less_equal_dict],
  ] as const
  return {
    sql: [
      ...filtered(sources, filters.filter_in_dict).map((each) => among(each, parameters)),
      ...filtered(sources, filters.filter_notin_dict).map((each) => `NOT (${among(each, parameters)})`),
      ...comparisons.flatMap(([operator, dict]) =>
        filtered(sources, dict).map((each) => compared(each, operator, parameters)),
      ),
      ...filtered(sources, filters.filter_regex_dict).map((each) => matched(each, parameters)),
    ],
    boxes: filtered(sources, filters.filter_spatial_dict).map(boxed),
  }
}
