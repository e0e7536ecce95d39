import { identifier } from '../annotation/identifier'
import { readAllMetadata, type TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { freeze, validAt, type TableToFreeze } from './freeze'
import { createSegmentationTable, ingestNewAnnotations, isSegmented } from './segmentation-lookup'
import { insertVersion, type VersionRow } from './versions'
import { loggedRun, type WorkflowLog } from './workflow-log'

/** Tables with rows to freeze; the genuine workflow leaves empty ones out. */
const tablesToFreeze = async (
  { live }: PracticeContext,
  version: VersionRow,
): Promise<readonly TableToFreeze[]> => {
  const tables: TableToFreeze[] = []
  for (const metadata of await readAllMetadata(live)) {
    const counted = await live.query<{ count: string }>(
      `SELECT count(*) FROM ${identifier(metadata.table_name)} AS a WHERE ${validAt(version.time_stamp, 'a')}`,
    )
    const rows = Number(counted.rows[0]?.count)
    if (rows > 0) tables.push({ metadata, rows })
  }
  if (tables.length === 0)
    throw new Error('No table has a valid annotation: there is nothing to materialize.')
  return tables
}

/** One without rows is in no version; its look-ups have their place from now on all the same. */
const placeLookUps = async (context: PracticeContext): Promise<void> => {
  for (const metadata of await readAllMetadata(context.live))
    if (isSegmented(context, metadata)) await createSegmentationTable(context, metadata)
}

/** Supervoxels and roots of new rows, then the time until which the segmentation table is known to be right. */
const updateSegmentation = async (
  context: PracticeContext,
  version: VersionRow,
  metadata: TableMetadata,
  log: WorkflowLog,
): Promise<void> => {
  const name = metadata.table_name
  log.say(`Running workflow for ${name}`)
  if (!isSegmented(context, metadata)) return
  if (await createSegmentationTable(context, metadata)) log.note(`Table created: ${name}__test`)
  await log.task(
    'process:ingest_new_annotations',
    () => ingestNewAnnotations(context, metadata, version.time_stamp),
    (rows) => `{'Table name': '${name}', 'Rows': ${String(rows)}}`,
  )
  log.say(`No root ids have expired since ${version.time_stamp}`)
  await log.task(
    'workflow:update_metadata',
    () =>
      context.live.query(
        'UPDATE segmentation_table_metadata SET last_updated = $1 WHERE annotation_table = $2',
        [version.time_stamp, name],
      ),
    () => `{'Table: ${name}__test': 'Time stamp ${version.time_stamp}'}`,
  )
}

const finish = (
  { live, alignedVolume }: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
): Promise<void> =>
  live.transaction(async (session) => {
    for (const { metadata } of tables)
      await session.query(
        `INSERT INTO analysistables (aligned_volume, schema, table_name, valid, created, analysisversion_id)
         VALUES ($1, $2, $3, true, $4, $5)`,
        [alignedVolume, metadata.schema_type, metadata.table_name, version.time_stamp, version.id],
      )
    await session.query(`UPDATE analysisversion SET status = 'AVAILABLE', valid = true WHERE id = $1`, [
      version.id,
    ])
  })

const fail = ({ live }: PracticeContext, version: VersionRow, error: unknown): Promise<void> =>
  live.transaction(async (session) => {
    await session.query(`UPDATE analysisversion SET status = 'FAILED', valid = false WHERE id = $1`, [
      version.id,
    ])
    const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)]
    await session.query(
      'INSERT INTO version_error (exception, error, analysisversion_id) VALUES ($1, $2, $3)',
      [name, JSON.stringify({ message }), version.id],
    )
  })

const makeVersion = async (
  context: PracticeContext,
  daysToExpire: number,
  log: WorkflowLog,
  release: () => void,
): Promise<void> => {
  const version = await context.live.transaction((session) => insertVersion(session, context, daysToExpire))
  log.say(
    `Created version ${String(version.version)} for ${context.datastack} (expires: ${version.expires_on ?? 'None'})`,
  )
  try {
    const tables = await tablesToFreeze(context, version)
    for (const { metadata } of tables) await updateSegmentation(context, version, metadata, log)
    await placeLookUps(context)
    await freeze(context, version, tables, log)
    // Whoever sees the version AVAILABLE may ask for the next one at once and is not skipped.
    release()
    await log.task(
      'workflow:set_version_status',
      () => finish(context, version, tables),
      () => `'Mat db version ${String(version.version)} to AVAILABLE'`,
    )
  } catch (error) {
    await fail(context, version, error)
    throw error
  }
}

/** Held by the one workflow that runs. */
export interface Lease {
  /** Whoever holds it already; undefined where it is this run's now. */
  take(id: string): Promise<string | undefined>
  /** Gives back this run's own; nothing happens where another holds it. */
  release(id: string): void
}

const leaseInMemory = (): Lease => {
  let holder: string | undefined
  return {
    take: async (id) => {
      const other = holder
      holder ??= id
      return other
    },
    release: (id) => {
      if (holder === id) holder = undefined
    },
  }
}

/**
 * Runs one workflow at a time; who asks meanwhile is skipped as the genuine lease does (CAVE-FACTS 7). A run goes on by itself and never
 * rejects: what fails stands in the log and in the version.
 */
export const createWorkflow = (
  context: PracticeContext,
  lease: Lease = leaseInMemory(),
): ((daysToExpire: number) => Promise<void>) => {
  return (daysToExpire) =>
    loggedRun(context, 'orchestration:run_complete_workflow', async (log, id) => {
      const holder = await lease.take(id)
      if (holder !== undefined) {
        log.say(
          `run_complete_workflow for ${context.datastack} is already running (lease held by b'${holder}'); skipping duplicate execution ${id}.`,
          'warning',
        )
        return 'False'
      }
      const release = (): void => lease.release(id)
      try {
        await makeVersion(context, daysToExpire, log, release)
        log.say(`Workflow: ${id} is complete True`)
        return 'None'
      } finally {
        release()
      }
    })
}
