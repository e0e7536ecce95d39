import type { Column } from '../../shared/domain/annotation'
import type { Asked } from '../../shared/contract'
import { pythonNow, toPython } from './python'

export type RowsQuery = Required<Pick<Asked<'annotations.page'>, 'table' | 'filters' | 'sort'>>
type Filter = NonNullable<RowsQuery['filters']>[number]
type Operator = Filter['operator']

const argumentOf: Readonly<Record<Operator, string>> = {
  equals: 'filter_equal_dict',
  less: 'filter_less_dict',
  greater: 'filter_greater_dict',
  contains: 'filter_regex_dict',
}
const operators = ['equals', 'less', 'greater', 'contains'] as const

/** What CAVE keeps books with: no query of live rows tells it, the annotations themselves do. */
const books = new Set(['created', 'deleted', 'superceded_id'])
const isTime = (name: string): boolean => name === 'created' || name === 'deleted'

const whole = (digits: string): unknown =>
  /^[+-]?\d+$/.test(digits) ? BigInt(digits.replace('+', '')) : digits

/** The value as its column has it: a text that was typed into a filter is no number yet. */
const valueOf = (kind: Column['kind'] | undefined, { value }: Filter): unknown => {
  const written = value.trim()
  if (kind === 'id' || kind === 'integer') return whole(written)
  if (kind === 'number') return Number(written)
  if (kind === 'boolean') return written === 'true'
  return kind === 'text' ? value : written
}

/** The genuine service doubles a percent sign on its way to PostgreSQL, so that nothing equals it; a pattern can name it otherwise. */
const percent = '%'
const percentInPattern = String.raw`\u0025`

/** What is typed is looked for as it stands, in whatever case. */
const pattern = (value: string): string =>
  `(?i)${value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(percent, percentInPattern)}`

/** CAVE takes one value for each column and operator, and none with a percent sign: what is left is for pandas to filter by. */
const split = (filters: readonly Filter[]) => {
  const asked = new Map<string, Filter>()
  const left: Filter[] = []
  for (const filter of filters) {
    const key = `${filter.operator} ${filter.column}`
    const isMisread = filter.operator !== 'contains' && filter.value.includes(percent)
    if (books.has(filter.column) || isMisread || asked.has(key)) left.push(filter)
    else asked.set(key, filter)
  }
  return { asked: [...asked.values()], left }
}

const argumentsOf = (table: string, asked: readonly Filter[], kindOf: KindOf): readonly string[] =>
  operators.flatMap((operator) => {
    const own = asked.filter((filter) => filter.operator === operator)
    const values = own.map((filter): [string, unknown] => [
      filter.column,
      operator === 'contains' ? pattern(filter.value) : valueOf(kindOf(filter.column), filter),
    ])
    return own.length === 0
      ? []
      : [`${argumentOf[operator]}=${toPython({ [table]: Object.fromEntries(values) })}`]
  })

type KindOf = (name: string) => Column['kind'] | undefined

const comparison = { equals: '==', less: '<', greater: '>' } as const

const conditionOf = (filter: Filter, kindOf: KindOf): string => {
  const column = `rows[${toPython(filter.column)}]`
  if (filter.operator === 'contains')
    return `${column}.str.contains(${toPython(filter.value)}, case=False, regex=False, na=False)`
  const value = isTime(filter.column)
    ? `pd.to_datetime(${toPython(filter.value.trim())}, utc=True)`
    : toPython(valueOf(kindOf(filter.column), filter))
  return `${column} ${comparison[filter.operator]} ${value}`
}

/** Brings in what CAVE keeps books with, by the rows' ids. */
const withBooks = (table: string, names: readonly string[]): readonly string[] => [
  `written = pd.DataFrame(client.annotation.get_annotation(${toPython(table)}, rows["id"].tolist()), columns=${toPython(['id', ...names])})`,
  ...names
    .filter(isTime)
    .map(
      (name) =>
        `written[${toPython(name)}] = pd.to_datetime(written[${toPython(name)}], errors="coerce", utc=True)`,
    ),
  'rows = rows.merge(written, on="id")',
]

/** Empty cells come last, and rows of the same value by their ids, as the panel has them. */
const sorted = ({ column, descending }: NonNullable<RowsQuery['sort']>): string => {
  const by = column === 'id' ? ['id'] : [column, 'id']
  const ascending = by.map(() => !descending)
  return `.sort_values(${toPython(by)}, ascending=${toPython(ascending)}, na_position="last")`
}

/**
 * What caveclient asks for the rows of the live table, edits included, as `live_query` does not; then what pandas does with them, where
 * CAVE itself cannot.
 */
export const rowsCode = (
  columns: readonly Column[],
  { table, filters, sort }: RowsQuery,
  options = '',
): string => {
  const kindOf: KindOf = (name) => columns.find((column) => column.name === name)?.kind
  const { asked, left } = split(filters ?? [])
  const isSortable =
    sort !== null && sort !== undefined && !['point', 'list'].includes(kindOf(sort.column) ?? '')
  const order = isSortable ? sorted(sort) : ''
  const named = [...left.map(({ column }) => column), ...(isSortable ? [sort.column] : [])]
  const needed = [...new Set(named.filter((name) => books.has(name)))]
  const query = `client.materialize.live_live_query(${[
    toPython(table),
    `timestamp=${pythonNow}`,
    'allow_missing_lookups=True',
    ...argumentsOf(table, asked, kindOf),
  ].join(', ')}${options})`
  if (left.length === 0 && needed.length === 0) return `${query}${order}`
  const conditions = left.map((filter) => conditionOf(filter, kindOf))
  const chosen = conditions.length === 0 ? 'rows' : `rows[(${conditions.join(') & (')})]`
  return [
    `rows = ${query}`,
    ...(needed.length > 0 ? withBooks(table, needed) : []),
    `${chosen}${order}`,
  ].join('\n')
}
