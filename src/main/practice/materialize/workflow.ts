import { identifier } from '../annotation/identifier'
import { readAllMetadata, type TableMetadata } from '../annotation/table-metadata'
import { inTransaction } from '../annotation/transaction'
import type { PracticeContext } from '../context'
import { dropUnfinished, freeze, validAt, type TableToFreeze } from './freeze'
import { createSegmentationTable, ingestNewAnnotations, isSegmented } from './segmentation-lookup'
import { insertVersion, momentOf, type VersionRow } from './versions'
import { loggedRun, type WorkflowLog } from './workflow-log'

interface WorkflowOptions {
  readonly daysToExpire: number
  readonly mergeTables: boolean
}

/** Tables with rows to freeze; the genuine workflow leaves empty ones out. */
const tablesToFreeze = async (
  context: PracticeContext,
  version: VersionRow,
): Promise<readonly TableToFreeze[]> => {
  const pool = context.databases.pool(context.alignedVolume)
  const tables: TableToFreeze[] = []
  for (const metadata of await readAllMetadata(pool)) {
    const counted = await pool.query<{ count: string }>(
      `SELECT count(*) FROM ${identifier(metadata.table_name)} AS a WHERE ${validAt('$1', 'a')}`,
      [version.time_stamp],
    )
    const rows = Number(counted.rows[0]?.count)
    if (rows > 0) tables.push({ metadata, rows })
  }
  return tables
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
  log.note('Ingesting new annotations...')
  if (await createSegmentationTable(context, metadata)) {
    log.note(`SEGMENTATION TABLE DOES NOT EXIST: ${name}__test`, 'warning')
    log.note(`Table created: ${name}__test`)
  }
  const asOf = { text: version.time_stamp, moment: momentOf(version.time_stamp) }
  await log.task(
    'process:ingest_new_annotations',
    () => ingestNewAnnotations(context, metadata, { asOf }),
    (rows) => `{'Table name': '${name}', 'Rows': ${String(rows)}}`,
  )
  log.say('Setup expired root id workflow...')
  log.say(`No root ids have expired since ${version.time_stamp}`)
  await log.task(
    'workflow:update_metadata',
    () =>
      context.databases
        .pool(context.alignedVolume)
        .query('UPDATE segmentation_table_metadata SET last_updated = $1 WHERE annotation_table = $2', [
          version.time_stamp,
          name,
        ]),
    () => `{'Table: ${name}__test': 'Time stamp ${version.time_stamp}'}`,
  )
}

const finish = async (
  context: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
): Promise<void> => {
  await inTransaction(context.databases.pool(context.alignedVolume), async (client) => {
    for (const { metadata } of tables) {
      await client.query(
        `INSERT INTO analysistables (aligned_volume, schema, table_name, valid, created, analysisversion_id)
         VALUES ($1, $2, $3, true, $4, $5)`,
        [context.alignedVolume, metadata.schema_type, metadata.table_name, version.time_stamp, version.id],
      )
    }
    await client.query(`UPDATE analysisversion SET status = 'AVAILABLE', valid = true WHERE id = $1`, [
      version.id,
    ])
  })
}

const fail = async (context: PracticeContext, version: VersionRow, error: unknown): Promise<void> => {
  const text = error instanceof Error ? error.message : String(error)
  await inTransaction(context.databases.pool(context.alignedVolume), async (client) => {
    await client.query(`UPDATE analysisversion SET status = 'FAILED', valid = false WHERE id = $1`, [
      version.id,
    ])
    await client.query(
      'INSERT INTO version_error (exception, error, analysisversion_id) VALUES ($1, $2, $3)',
      [error instanceof Error ? error.name : 'Error', JSON.stringify({ message: text }), version.id],
    )
  })
}

const makeVersion = async (
  context: PracticeContext,
  options: WorkflowOptions,
  log: WorkflowLog,
  release: () => void,
): Promise<void> => {
  await dropUnfinished(context)
  const version = await inTransaction(context.databases.pool(context.alignedVolume), (client) =>
    insertVersion(client, context, options.daysToExpire, options.mergeTables),
  )
  log.say(
    `Created version ${String(version.version)} for ${context.datastack} (expires: ${version.expires_on ?? 'None'})`,
  )
  try {
    log.note('Collecting materialization metadata')
    const tables = await tablesToFreeze(context, version)
    log.note(`Metadata collected for ${String(tables.length)} tables`)
    if (tables.length === 0)
      throw new Error('No table has a valid annotation: there is nothing to materialize.')
    for (const { metadata } of tables) await updateSegmentation(context, version, metadata, log)
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

const name = 'orchestration:run_complete_workflow'

/** Runs one workflow at a time; who asks meanwhile is skipped as the genuine lease does (CAVE-FACTS 7). */
export interface Workflows {
  /** Takes the work over at once; it goes on by itself. Never rejects: what fails stands in the log and in the version. */
  run(options: WorkflowOptions): Promise<void>
  /** The id of the running task and since when, for the status routes. */
  running(): { readonly id: string; readonly since: number } | undefined
}

export const createWorkflows = (context: PracticeContext): Workflows => {
  let lease: { readonly id: string; readonly since: number } | undefined
  return {
    running: () => lease,
    run: (options) =>
      loggedRun(context, name, async (log, id) => {
        if (lease !== undefined) {
          log.say(
            `run_complete_workflow for ${context.datastack} is already running (lease held by b'${lease.id}'); skipping duplicate execution ${id}.`,
            'warning',
          )
          return 'False'
        }
        const mine = { id, since: Date.now() / 1000 }
        lease = mine
        const release = (): void => {
          if (lease === mine) lease = undefined
        }
        try {
          await makeVersion(context, options, log, release)
          log.say(`Workflow: ${id} is complete True`)
          return 'None'
        } finally {
          release()
        }
      }),
  }
}
