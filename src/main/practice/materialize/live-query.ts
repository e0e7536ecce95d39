import type { Context } from 'hono'
import type { z } from 'zod'
import { identifier, segmentationTable } from '../annotation/identifier'
import { aborted, raised } from '../annotation/refusal'
import { readMetadata, readSegmentationMetadata, type TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { executeQuery, rowLimit } from './execute'
import { columnNames, everyColumn, labelled, withSupervoxels, type Selection } from './plan'
import { flag, liveQuery, parsedBody, sampleSize } from './query-body'
import type { Answer } from './query-response'
import { createSegmentationTable, isSegmented } from './segmentation-lookup'
import { liveParameters, liveSource, type RootTable, type Source } from './source'
import { momentOf, readVersions, type VersionRow } from './versions'

type LiveBody = z.infer<typeof liveQuery>

/** Naive UTC text of the time asked for; one without an offset is UTC. */
const timeOf = (text: string): string => {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text)
  const moment =
    match === null ? Number.NaN : Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}${match[4] ?? 'Z'}`)
  if (match === null || Number.isNaN(moment)) {
    throw aborted(400, `Error parsing request body: {'timestamp': ['Not a valid aware datetime.']}`)
  }
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ') + (match[3] ?? '').slice(0, 7)
}

/** The newest version at or before the time, else the oldest after it. */
const closestVersion = (versions: readonly VersionRow[], time: string): VersionRow => {
  const ordered = [...versions].sort((left, right) => (left.time_stamp < right.time_stamp ? -1 : 1))
  const past = ordered.filter((version) => version.time_stamp <= time)
  const chosen = past[past.length - 1] ?? ordered[0]
  if (chosen !== undefined) return chosen
  throw aborted(400, 'there is no future or past version for this timestamp, is materialization broken?')
}

const tableOf = async (context: PracticeContext, name: string): Promise<TableMetadata> => {
  const metadata = await readMetadata(context.databases.pool(context.alignedVolume), name)
  if (metadata === undefined) throw raised(`'NoneType' object is not subscriptable`)
  return metadata
}

/** Rows created or deleted between the version and the time that nobody has looked up (CAVE-FACTS 6, live_live_query). */
const missingLookups = async (
  context: PracticeContext,
  table: TableMetadata,
  version: VersionRow,
  time: string,
): Promise<number> => {
  if (!isSegmented(context, table)) return 0
  await createSegmentationTable(context, table)
  const [from, to] = version.time_stamp < time ? [version.time_stamp, time] : [time, version.time_stamp]
  const counted = await context.databases.pool(context.alignedVolume).query<{ count: string }>(
    `SELECT count(*) FROM ${identifier(table.table_name)} AS a
     WHERE (a.created BETWEEN $1 AND $2 OR a.deleted BETWEEN $1 AND $2)
       AND NOT EXISTS (SELECT 1 FROM ${identifier(segmentationTable(table.table_name))} AS s WHERE s.id = a.id)`,
    [from, to],
  )
  return Number(counted.rows[0]?.count)
}

/** The root of every supervoxel at the time; before the root's birth the graph answers the supervoxel itself (CAVE-FACTS 4). */
const rootsAt = async (
  context: PracticeContext,
  tables: readonly TableMetadata[],
  time: string,
): Promise<RootTable> => {
  const pool = context.databases.pool(context.alignedVolume)
  const supervoxels = new Set<string>()
  for (const table of tables.filter((each) => isSegmented(context, each))) {
    const known = await readSegmentationMetadata(pool, table.table_name)
    const fields = liveSource(context, table).columns.filter((column) =>
      column.name.endsWith('_supervoxel_id'),
    )
    for (const column of known === undefined ? [] : fields) {
      const found = await pool.query<{ id: string }>(
        `SELECT DISTINCT ${identifier(column.name)} AS id FROM ${identifier(known?.table_name ?? '')}
         WHERE ${identifier(column.name)} IS NOT NULL`,
      )
      for (const row of found.rows) supervoxels.add(row.id)
    }
  }
  const ids = [...supervoxels]
  const moment = momentOf(time)
  return {
    supervoxels: ids,
    roots: ids.map((id) => String(context.segmentation.rootOf(BigInt(id), moment) ?? id)),
  }
}

const selectionOf = (body: LiveBody, sources: readonly Source[]): Selection => {
  const given = body.select_columns ?? {}
  if (Object.keys(given).length === 0) return new Map(sources.map((source) => [source, everyColumn(source)]))
  return new Map(
    Object.entries(given).map(([table, names]) => {
      const source = sources.find((each) => each.name === table)
      if (source === undefined) throw raised(`'NoneType' object is not subscriptable`)
      // Asks for every column by its name, then shows exactly what was asked for.
      withSupervoxels(source, names)
      return [source, names]
    }),
  )
}

/** live_live_query: the live tables as they were at a time, with the roots of that time. */
export const queryLive = async (context: PracticeContext, call: Context): Promise<Answer> => {
  const versions = await readVersions(context, false)
  if (versions.length === 0) throw aborted(404, `version 0 not found in ${context.datastack}`)
  const body = await parsedBody(liveQuery, call)
  const time = timeOf(body.timestamp)
  const joins = body.join_tables ?? []
  const names = [...new Set([body.table, ...joins.map((join) => join[2])])]
  const tables: TableMetadata[] = []
  for (const name of names) tables.push(await tableOf(context, name))
  const version = closestVersion(versions, time)
  let missing = 0
  for (const table of tables) missing += await missingLookups(context, table, version, time)
  const warning = `There are ${String(missing)} annotations that need supervoxel lookups, wait till new annotation ingest is done or pick an less recent timestamp`
  if (missing > 0 && !flag(call, 'allow_missing_lookups', false)) throw aborted(406, warning)
  const sources = tables.map((table) => liveSource(context, table))
  const selected = labelled(selectionOf(body, sources), body.suffixes ?? {})
  const resolution = body.desired_resolution ?? sources[0]?.resolution
  const frame = await executeQuery(context.databases.pool(context.alignedVolume), {
    sources,
    joins,
    selected,
    filters: body,
    parameters: liveParameters(time, await rootsAt(context, tables, time)),
    resolution,
    count: false,
    sample: sampleSize(call),
  })
  const limit = Math.min(body.limit ?? rowLimit, rowLimit)
  const limited =
    frame.rows >= limit
      ? [
          `result has ${String(frame.rows)} entries, which is equal or more than limit of ${String(limit)} there may be more results which are not shown`,
        ]
      : []
  return {
    frame,
    columnNames: columnNames(selected),
    resolution,
    warnings: [...(missing > 0 ? [warning] : []), ...limited],
  }
}
