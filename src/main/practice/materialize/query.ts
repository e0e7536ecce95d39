import { writeExactly } from '../annotation/exact-json'
import { identifier } from '../annotation/identifier'
import { pythonFloat, pythonText } from '../annotation/python-text'
import { raised } from '../annotation/refusal'
import { headerText } from '../annotation/table-metadata'
import type { Database, Session, TextRow } from '../databases'
import { decodePoint } from '../geometry'
import { answerColumns, type SelectedColumn } from './answer-columns'
import { arrowStream, type ArrowColumn } from './arrow-stream'
import { conditionsOf, type Box } from './conditions'
import type { AnswerFormat, QueryFilters } from './query-body'
import type { Parameters, Resolution, Source } from './source'

/** The most rows that one query answers; the genuine service's QUERY_LIMIT_SIZE. */
const mostRows = 200_000

/** A regular expression can take for ever: a query is given up after this. */
const statementMilliseconds = 60_000

/** A query of a version or of the live tables: of one source, or of two that are joined. */
export interface Query {
  readonly sources: readonly Source[]
  /** The columns of two sources that are equal. */
  readonly join?: readonly [string, string]
  /** Columns to select, by table; every one where nothing is said. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly suffixes?: Readonly<Record<string, string>>
  readonly filters: QueryFilters
  readonly parameters: Parameters
  readonly format: AnswerFormat
}

export const limitOf = ({ limit }: QueryFilters): number => Math.min(limit ?? mostRows, mostRows)

const columnOf = (source: Source | undefined, name: string) => {
  const column = source?.columns.find((each) => each.name === name)
  if (source === undefined || column === undefined)
    throw raised(`${name} not in model or models for ${source?.name ?? 'this query'}`)
  return column
}

/** The columns of the answer: those that both tables have get their table's suffix. */
const selectedColumns = ({ sources, columns, suffixes = {} }: Query): readonly SelectedColumn[] => {
  const asked: [string, readonly string[]][] =
    Object.keys(columns).length > 0
      ? Object.entries(columns)
      : sources.map((source) => [source.name, source.columns.map((column) => column.name)])
  const names = asked.flatMap(([, list]) => list)
  return asked.flatMap(([table, list], place) => {
    const source = sources.find((each) => each.name === table)
    if (source === undefined) throw raised(`'NoneType' object is not subscriptable`)
    const suffix = suffixes[table] ?? ['x', 'y'][place] ?? ''
    return list.map((name) => {
      const twice = names.indexOf(name) !== names.lastIndexOf(name)
      return { source, column: columnOf(source, name), label: twice ? name + suffix : name }
    })
  })
}

const fromClause = ({ sources, join }: Query): string => {
  const [first, second] = sources.map((source) => `${source.sql} AS ${identifier(source.name)}`)
  if (join === undefined || second === undefined) return first ?? ''
  const [left, right] = join.map((name, place) => {
    const source = sources[place]
    return `${identifier(source?.name ?? '')}.${identifier(columnOf(source, name).name)}`
  })
  return `${first ?? ''} JOIN ${second} ON ${left ?? ''} = ${right ?? ''}`
}

/** Ids of the rows whose point lies in the box, borders included. */
const idsInside = async (
  session: Session,
  { source, column, corners: [low, high] }: Box,
  parameters: readonly unknown[],
): Promise<readonly string[]> => {
  const rows = await session.textRows(
    `SELECT id, ${identifier(column.name)} FROM ${source.sql} AS source`,
    parameters,
  )
  return rows.flatMap(([id, hex]) => {
    const point = typeof hex === 'string' ? decodePoint(hex) : undefined
    const inside = point?.every((value, axis) => value >= (low[axis] ?? 0) && value <= (high[axis] ?? 0))
    return typeof id === 'string' && inside === true ? [id] : []
  })
}

/** The answer with the headers that the client reads: names of columns, resolution, warnings. */
const answerOf = (
  selected: readonly SelectedColumn[],
  rows: readonly TextRow[],
  resolution: Resolution,
  warnings: readonly string[],
  format: AnswerFormat,
): Response => {
  const names: Record<string, Record<string, string>> = {}
  for (const { source, column, label } of selected) (names[source.name] ??= {})[column.name] = label
  const headers = new Headers({
    'Content-Type': format === 'json' ? 'application/json' : 'data.arrow',
    column_names: headerText(pythonText(names)),
    dataframe_resolution: resolution.map(pythonFloat).join(', '),
  })
  for (const warning of warnings) headers.append('Warning', headerText(warning))
  const columns = answerColumns(selected, rows, resolution)
  const body =
    format === 'json' ? jsonRows(columns, rows.length) : Buffer.from(arrowStream(columns, rows.length))
  return new Response(body, { headers })
}

/** Records, as pandas writes them: `to_json(orient="records")`. */
const jsonRows = (columns: readonly ArrowColumn[], rows: number): string =>
  writeExactly(
    Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null])),
    ),
  )

/** Runs a query without being able to write. */
export const runQuery = (
  database: Database,
  query: Query,
  warningsFor: (rows: number) => readonly string[],
): Promise<Response> =>
  database.transaction(
    async (session) => {
      const { sources, filters, parameters } = query
      const selected = selectedColumns(query)
      const ofSources = [...parameters.values]
      const { sql, boxes } = conditionsOf(filters, sources, parameters)
      const conditions = [...sources.map(({ name }) => `${identifier(name)}."valid"`), ...sql]
      for (const box of boxes) {
        const inside = parameters.add(await idsInside(session, box, ofSources))
        conditions.push(`${identifier(box.source.name)}."id" = ANY(${inside}::bigint[])`)
      }
      const list = selected.map(
        ({ source, column }) => `${identifier(source.name)}.${identifier(column.name)}`,
      )
      const rows = await session.textRows(
        `SELECT ${list.join(', ')} FROM ${fromClause(query)} WHERE ${conditions.join(' AND ')}
         OFFSET ${String(filters.offset ?? 0)} LIMIT ${String(limitOf(filters))}`,
        parameters.values,
      )
      // Of a join, the positions are told in the voxels of the table that is referred to.
      const resolution = filters.desired_resolution ?? sources.at(-1)?.resolution ?? [1, 1, 1]
      return answerOf(selected, rows, resolution, warningsFor(rows.length), query.format)
    },
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${String(statementMilliseconds)}`,
  )
