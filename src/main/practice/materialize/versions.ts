import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'
import { aborted, raised } from '../annotation/refusal'
import { identifier } from '../annotation/identifier'
import { readAllMetadata } from '../annotation/table-metadata'
import { isoTime } from '../annotation/timestamps'
import type { PracticeContext } from '../context'

const versionRow = z.object({
  id: z.number(),
  datastack: z.string(),
  version: z.number(),
  time_stamp: z.string(),
  valid: z.boolean().nullable(),
  expires_on: z.string().nullable(),
  status: z.enum(['AVAILABLE', 'RUNNING', 'FAILED', 'EXPIRED']),
  is_merged: z.boolean().nullable(),
})
export type VersionRow = z.infer<typeof versionRow>

const tableRow = z.object({
  id: z.number(),
  aligned_volume: z.string(),
  schema: z.string(),
  table_name: z.string(),
  valid: z.boolean().nullable(),
  created: z.string(),
})
export type FrozenTableRow = z.infer<typeof tableRow>

/** Versions live in fake_volume (CAVE-FACTS 5). */
const volume = (context: PracticeContext): Pool => context.databases.pool(context.alignedVolume)

export const frozenDatabase = (context: PracticeContext, version: number): string =>
  `${context.datastack}__mat${String(version)}`

/** All versions, oldest first; `expired` also gives those that run, failed or expired. */
export const readVersions = async (
  context: PracticeContext,
  expired: boolean,
): Promise<readonly VersionRow[]> => {
  const found = await volume(context).query(
    `SELECT ${Object.keys(versionRow.shape).join(', ')} FROM analysisversion
     WHERE datastack = $1 AND (valid OR $2) ORDER BY id`,
    [context.datastack, expired],
  )
  return z.array(versionRow).parse(found.rows)
}

export const findVersion = async (
  context: PracticeContext,
  version: number,
): Promise<VersionRow | undefined> =>
  (await readVersions(context, true)).find((each) => each.version === version)

/** The version, or the refusal that every route below one gives. */
export const openVersion = async (context: PracticeContext, version: number): Promise<VersionRow> => {
  const found = await findVersion(context, version)
  if (found === undefined) throw aborted(404, `version ${String(version)} not found in ${context.datastack}`)
  return found
}

export const readFrozenTables = async (
  context: PracticeContext,
  version: VersionRow,
): Promise<readonly FrozenTableRow[]> => {
  const found = await volume(context).query(
    `SELECT ${Object.keys(tableRow.shape).join(', ')} FROM analysistables WHERE analysisversion_id = $1 ORDER BY id`,
    [version.id],
  )
  return z.array(tableRow).parse(found.rows)
}

/** As the API answers it: no parent_version, ISO times. */
export const shownVersion = (version: VersionRow): Record<string, unknown> => ({
  ...version,
  time_stamp: isoTime(version.time_stamp),
  expires_on: isoTime(version.expires_on),
})

/** Naive UTC text as a moment; microseconds beyond the millisecond are not needed to look roots up. */
export const momentOf = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`)

/** The next version's number: one more than there ever was (CAVE-FACTS 8.7). */
export const insertVersion = async (
  client: PoolClient,
  context: PracticeContext,
  daysToExpire: number,
  merged: boolean,
): Promise<VersionRow> => {
  await client.query('LOCK TABLE analysisversion IN SHARE ROW EXCLUSIVE MODE')
  // Writes under way end first and later ones get a later time: what was created before the version's time is all there.
  const tables = (await readAllMetadata(client)).map((table) => identifier(table.table_name))
  if (tables.length > 0) await client.query(`LOCK TABLE ${tables.join(', ')} IN SHARE MODE`)
  const inserted = await client.query(
    `INSERT INTO analysisversion (datastack, version, time_stamp, valid, expires_on, status, is_merged)
     SELECT $1, (SELECT coalesce(max(version), 0) + 1 FROM analysisversion), now.now, false,
       CASE WHEN $2::integer > 0 THEN now.now + make_interval(days => $2::integer, hours => -1) END, 'RUNNING', $3
     FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) AS now
     RETURNING ${Object.keys(versionRow.shape).join(', ')}`,
    [context.datastack, daysToExpire, merged],
  )
  const [row] = z.array(versionRow).parse(inserted.rows)
  if (row === undefined) throw raised('the version was not stored')
  return row
}
