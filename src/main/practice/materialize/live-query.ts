import type { Context } from 'hono'
import { identifier, segmentationTable } from '../annotation/identifier'
import { aborted, raised } from '../annotation/refusal'
import { openTable, readSegmentationMetadata, type TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { limitOf, runQuery } from './query'
import { answerFormat, flag, liveQuery, queryBody } from './query-body'
import { isSegmented } from './segmentation-lookup'
import { liveSource, Parameters } from './source'
import { readVersions, type VersionRow } from './versions'

/** Naive UTC text of the time asked for, with its microseconds; one without an offset is UTC. */
const timeOf = (text: string): string => {
  const [, day = '', clock = '', fraction = '', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? []
  const moment = Date.parse(`${day}T${clock}${zone}`)
  if (Number.isNaN(moment))
    throw aborted(400, `Error parsing request body: {'timestamp': ['Not a valid aware datetime.']}`)
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ') + fraction.slice(0, 7)
}

/** The newest version at or before the time, else the oldest after it. */
const closestVersion = (versions: readonly VersionRow[], time: string): VersionRow | undefined =>
  [...versions].reverse().find((version) => version.time_stamp <= time) ?? versions[0]

/** PostgreSQL writes no zeros at the end of a fraction, clients do. */
const withoutZeros = (time: string): string => time.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

/**
 * The genuine service reads the look-ups of a table that no workflow has seen yet, and fails; of one that was empty then it says that there
 * is nothing.
 */
const demandLookedUp = async (
  context: PracticeContext,
  { table_name: table }: TableMetadata,
): Promise<void> => {
  if ((await readSegmentationMetadata(context.live, table)) === undefined)
    throw raised(`(psycopg2.errors.UndefinedTable) relation "${segmentationTable(table)}" does not exist`)
  const found = await context.live.query<{ empty: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM ${identifier(table)}) AS empty`,
  )
  if (found.rows[0]?.empty) throw aborted(400, `This query on table ${table} returned no results`)
}

/** Rows created or deleted between the version and the time that nobody has looked up (CAVE-FACTS 6, live_live_query). */
const missingLookups = async (
  context: PracticeContext,
  table: TableMetadata,
  version: VersionRow,
  time: string,
): Promise<number> => {
  if (!isSegmented(context, table)) return 0
  await demandLookedUp(context, table)
  const counted = await context.live.query<{ count: string }>(
    `SELECT count(*) FROM ${identifier(table.table_name)} AS a
     WHERE (a.created BETWEEN SYMMETRIC $1 AND $2 OR a.deleted BETWEEN SYMMETRIC $1 AND $2)
       AND NOT EXISTS (SELECT 1 FROM ${identifier(segmentationTable(table.table_name))} AS s WHERE s.id = a.id)`,
    [version.time_stamp, time],
  )
  return Number(counted.rows[0]?.count)
}

/** live_live_query: a live table as it was at a time, with the roots of that time. */
export const queryLive = async (context: PracticeContext, call: Context): Promise<Response> => {
  const versions = await readVersions(context, false)
  const filters = await queryBody(liveQuery, call)
  const time = timeOf(filters.timestamp)
  const version = closestVersion(versions, time)
  if (version === undefined) throw aborted(404, `version 0 not found in ${context.datastack}`)
  if (withoutZeros(version.time_stamp) === withoutZeros(time))
    throw aborted(400, 'do not use live live query to query a materialized timestamp')
  if ((filters.join_tables ?? []).length > 0)
    throw aborted(501, 'the practice fleet joins no live tables: query each of them by itself')
  const table = await openTable(context, filters.table)
  const missing = await missingLookups(context, table, version, time)
  const warning = `There are ${String(missing)} annotations that need supervoxel lookups, wait till new annotation ingest is done or pick an less recent timestamp`
  if (missing > 0 && !flag(call, 'allow_missing_lookups', false)) throw aborted(406, warning)
  const parameters = new Parameters()
  const sources = [liveSource(context, table, time, parameters)]
  const columns = filters.select_columns ?? {}
  const format = answerFormat(call)
  return runQuery(context.live, { sources, columns, filters, parameters, format }, (rows) => {
    const [found, limit] = [String(rows), limitOf(filters)]
    const limited = `result has ${found} entries, which is equal or more than limit of ${String(limit)} there may be more results which are not shown`
    return [...(missing > 0 ? [warning] : []), ...(rows >= limit ? [limited] : [])]
  })
}
