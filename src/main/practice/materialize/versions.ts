import { z } from 'zod'
import { identifier } from '../annotation/identifier'
import { aborted } from '../annotation/refusal'
import { readRows } from '../annotation/rows'
import { readAllMetadata } from '../annotation/table-metadata'
import { isoTime, sqlNow } from '../annotation/timestamps'
import type { PracticeContext } from '../context'
import type { Session } from '../databases'

const versionRow = z.object({
  id: z.number(),
  datastack: z.string(),
  version: z.number(),
  /** Naive UTC, as PostgreSQL writes it. */
  time_stamp: z.string(),
  valid: z.boolean(),
  expires_on: z.string().nullable(),
  status: z.enum(['AVAILABLE', 'RUNNING', 'FAILED', 'EXPIRED']),
  is_merged: z.boolean(),
})
export type VersionRow = z.infer<typeof versionRow>

const tableRow = z.object({
  id: z.number(),
  aligned_volume: z.string(),
  schema: z.string(),
  table_name: z.string(),
  valid: z.boolean(),
  created: z.string(),
})
export type FrozenTableRow = z.infer<typeof tableRow>

export const frozenDatabase = (context: PracticeContext, version: number): string =>
  `${context.datastack}__mat${String(version)}`

/** All versions, oldest first; `expired` also gives those that run, failed or expired. They live in fake_volume (CAVE-FACTS 5). */
export const readVersions = (context: PracticeContext, expired: boolean): Promise<readonly VersionRow[]> => {
  const from = 'analysisversion WHERE datastack = $1 AND (valid OR $2) ORDER BY id'
  return readRows(context.live, versionRow, from, [context.datastack, expired])
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

export const readFrozenTables = (
  { live }: PracticeContext,
  version: VersionRow,
): Promise<readonly FrozenTableRow[]> =>
  readRows(live, tableRow, 'analysistables WHERE analysisversion_id = $1 ORDER BY id', [version.id])

export const requireFrozen = async (
  context: PracticeContext,
  version: VersionRow,
  name: string,
): Promise<void> => {
  const tables = await readFrozenTables(context, version)
  if (tables.some((table) => table.table_name === name)) return
  throw aborted(
    404,
    `Analysis table '${name}' not found for version ${String(version.version)} in datastack ${context.datastack}`,
  )
}

/** As the API answers it: no parent_version, ISO times. */
export const shownVersion = (version: VersionRow): Record<string, unknown> => ({
  ...version,
  time_stamp: isoTime(version.time_stamp),
  expires_on: isoTime(version.expires_on),
})

/** The next version's number: one more than there ever was (CAVE-FACTS 8.7). */
export const insertVersion = async (
  session: Session,
  context: PracticeContext,
  daysToExpire: number,
): Promise<VersionRow> => {
  await session.query('LOCK TABLE analysisversion IN SHARE ROW EXCLUSIVE MODE')
  // Writes under way end first and later ones get a later time: what was created before the version's time is all there.
  const tables = (await readAllMetadata(session)).map((table) => identifier(table.table_name))
  if (tables.length > 0) await session.query(`LOCK TABLE ${tables.join(', ')} IN SHARE MODE`)
  const inserted = await session.query(
    `INSERT INTO analysisversion (datastack, version, time_stamp, valid, expires_on, status, is_merged)
     SELECT $1, (SELECT coalesce(max(version), 0) + 1 FROM analysisversion), now.now, false,
       CASE WHEN $2::integer > 0 THEN now.now + make_interval(days => $2::integer, hours => -1) END, 'RUNNING', true
     FROM (SELECT ${sqlNow} AS now) AS now RETURNING *`,
    [context.datastack, daysToExpire],
  )
  return versionRow.parse(inserted.rows[0])
}
