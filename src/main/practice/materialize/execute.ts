import type { Pool, PoolClient } from 'pg'
import { identifier } from '../annotation/identifier'
import { inTransaction } from '../annotation/transaction'
import { decodePoint } from '../geometry'
import { conditionsOf, Parameters, type Box } from './conditions'
import { countFrame, frameOf, type Frame, type TextRow } from './frame'
import { fromClause, type Join, type SelectedColumn } from './plan'
import type { QueryFilters } from './query-body'
import type { Source } from './source'

/** The most rows that one query answers; the genuine service's QUERY_LIMIT_SIZE. */
export const rowLimit = 200_000

/** A regular expression can take for ever: a query is given up after this. */
const statementMilliseconds = 60_000

export interface TableQuery {
  readonly sources: readonly Source[]
  readonly joins: readonly Join[]
  readonly selected: readonly SelectedColumn[]
  readonly filters: QueryFilters
  /** Parameters that the sources' SQL uses already. */
  readonly parameters: readonly unknown[]
  readonly resolution: readonly [number, number, number] | undefined
  readonly count: boolean
  readonly sample: number | undefined
}

const asText = { getTypeParser: () => (text: string) => text }

const textRows = async (
  client: PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<readonly TextRow[]> => {
  const found = await client.query<(string | null)[]>({
    text,
    values: [...values],
    rowMode: 'array',
    types: asText,
  })
  return found.rows
}

const isInside = (hex: string | null, { corners: [low, high] }: Box): boolean => {
  const point = hex === null ? undefined : decodePoint(hex)
  if (point === undefined) return false
  return point.every((value, axis) => value >= (low[axis] ?? 0) && value <= (high[axis] ?? 0))
}

/** Ids of the rows of a table whose point lies in the box, borders included. */
const idsInside = async (
  client: PoolClient,
  box: Box,
  parameters: readonly unknown[],
): Promise<readonly string[]> => {
  const rows = await textRows(
    client,
    `SELECT id, ${identifier(box.column.name)} FROM ${box.source.sql} AS source`,
    parameters,
  )
  return rows.flatMap(([id, hex]) => (typeof id === 'string' && isInside(hex ?? null, box) ? [id] : []))
}

const readRows = async (client: PoolClient, query: TableQuery): Promise<Frame> => {
  const parameters = new Parameters(query.parameters)
  const { sql, boxes } = conditionsOf(query.filters, query.sources, parameters)
  const conditions = [...sql]
  for (const box of boxes) {
    const inside = parameters.add(await idsInside(client, box, query.parameters))
    conditions.push(`${identifier(box.source.name)}."id" = ANY(${inside}::bigint[])`)
  }
  for (const source of query.sources) conditions.push(`${identifier(source.name)}."valid"`)
  const list = query.selected.map(
    ({ source, column }) => `${identifier(source.name)}.${identifier(column.name)}`,
  )
  const limit = Math.min(query.filters.limit ?? rowLimit, rowLimit)
  const window = `OFFSET ${String(query.filters.offset ?? 0)}${query.count ? '' : ` LIMIT ${String(limit)}`}`
  const text = `SELECT ${list.join(', ')} FROM ${fromClause(query.sources, query.joins, query.sample)}
    WHERE ${conditions.join(' AND ')} ${window}`
  if (!query.count)
    return frameOf(query.selected, await textRows(client, text, parameters.values), query.resolution)
  const [counted] = await textRows(client, `SELECT count(*) FROM (${text}) AS counted`, parameters.values)
  return countFrame(Number(counted?.[0]))
}

/** Runs a query without being able to write. */
export const executeQuery = (pool: Pool, query: TableQuery): Promise<Frame> =>
  inTransaction(
    pool,
    (client) => readRows(client, query),
    `BEGIN READ ONLY; SET LOCAL statement_timeout = ${String(statementMilliseconds)}`,
  )
