import { DatabaseError } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { columnList, indexSql, tableColumns } from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import { pythonText } from '../annotation/python-text'
import type { TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import type { Database, Session } from '../databases'
import { isSegmented } from './segmentation-lookup'
import { frozenDatabase, type VersionRow } from './versions'
import type { WorkflowLog } from './workflow-log'

/** One table that goes into a version, with its rows that were valid at the version's time. */
export interface TableToFreeze {
  readonly metadata: TableMetadata
  readonly rows: number
}

const inUse = '55006'
const patienceMilliseconds = 10_000

/** A copy needs its source without users; who connects again in between is sent away again (CAVE-FACTS 8.A). */
const copyDatabase = async (admin: Database, source: string, target: string): Promise<void> => {
  const until = Date.now() + patienceMilliseconds
  for (;;) {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [source])
    try {
      await admin.query(`CREATE DATABASE ${identifier(target)} TEMPLATE ${identifier(source)}`)
      return
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== inUse || Date.now() >= until) throw error
      await pause(50)
    }
  }
}

const createMetadata = async (
  session: Session,
  version: VersionRow,
  tables: readonly TableToFreeze[],
): Promise<void> => {
  await session.query(`CREATE TABLE materializedmetadata (
    id serial PRIMARY KEY, schema varchar(100) NOT NULL, table_name varchar(100) NOT NULL, row_count integer NOT NULL,
    materialized_timestamp timestamp NOT NULL, segmentation_source varchar(255), is_merged boolean)`)
  for (const { metadata, rows } of tables)
    await session.query(
      `INSERT INTO materializedmetadata (schema, table_name, row_count, materialized_timestamp, segmentation_source, is_merged)
       VALUES ($1, $2, $3, $4, 'graphene://http://gateway/segmentation/table/test', true)`,
      [metadata.schema_type, metadata.table_name, rows, version.time_stamp],
    )
}

/** A version has these of the live database's own tables, and no more (contract/06-database.json). */
const kept = ['analysisviews', 'materializedmetadata']
const keptEmpty = ['annotation_table_metadata', 'segmentation_table_metadata']

const dropTables = async (session: Session, frozen: readonly string[]): Promise<readonly string[]> => {
  const all = await session.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1)`,
    [[...kept, ...keptEmpty, ...frozen]],
  )
  const names = all.rows.map((row) => row.name)
  for (const name of names) await session.query(`DROP TABLE ${identifier(name)} CASCADE`)
  await session.query(`TRUNCATE ${keptEmpty.join(', ')} RESTART IDENTITY CASCADE`)
  return names
}

/** Valid at the version's time, even if superseded while the version was being made. */
export const validAt = (time: string, alias: string): string =>
  `${alias}.created <= '${time}' AND (${alias}.valid OR ${alias}.deleted > '${time}')`

/** Annotation and segmentation in one table, without the columns of the history. */
const mergeTable = async (
  session: Session,
  context: PracticeContext,
  version: VersionRow,
  table: TableMetadata,
): Promise<number> => {
  const name = identifier(table.table_name)
  const merged = identifier(`temp__${table.table_name}`)
  const segmentation = identifier(segmentationTable(table.table_name))
  const segmented = isSegmented(context, table)
  const columns = tableColumns(context.schemas, table).flat
  const list = columns.map((column) => {
    if (column.name === 'valid') return 'true AS valid'
    return columnList([column], column.place === 'segmentation' ? 's' : 'a')
  })
  const made = await session.query(
    `CREATE TABLE ${merged} AS SELECT ${list.join(', ')}
     FROM ${name} AS a ${segmented ? `JOIN ${segmentation} AS s ON s.id = a.id` : ''}
     WHERE ${validAt(version.time_stamp, 'a')} ORDER BY a.id`,
  )
  await session.query(
    `DROP TABLE ${segmented ? `${segmentation}, ` : ''}${name} CASCADE; ALTER TABLE ${merged} RENAME TO ${name};
     ALTER TABLE ${name} ADD CONSTRAINT ${identifier(`${table.table_name}_pkey`)} PRIMARY KEY (id)`,
  )
  for (const sql of indexSql(table.table_name, columns)) await session.query(sql)
  return made.rowCount ?? 0
}

const mergeTables = async (
  session: Session,
  context: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
  log: WorkflowLog,
): Promise<void> => {
  for (const { metadata, rows } of tables) {
    const copied = await log.task(
      'workflow:merge_tables',
      () => mergeTable(session, context, version, metadata),
      (count) => `'Number of rows copied: ${String(count)}'`,
    )
    const counts = `Live: ${String(rows)}, Materialized: ${String(copied)}`
    log.sayIn('workflow:check_tables', `Table ${metadata.table_name} counts - ${counts}`)
    if (copied !== rows) throw new Error(`Row count mismatch for '${metadata.table_name}': ${counts}`)
  }
}

/** Makes the version's database from a copy of the live one. Until the version is AVAILABLE nobody is told of it. */
export const freeze = async (
  context: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
  log: WorkflowLog,
): Promise<void> => {
  const target = frozenDatabase(context, version.version)
  const { databases, alignedVolume } = context
  const create = 'workflow:create_analysis_database'
  await log.task(
    create,
    () => {
      log.sayIn(create, `Creating new materialized database ${target}`)
      return databases.exclusively(alignedVolume, (admin) => copyDatabase(admin, alignedVolume, target))
    },
    () => 'True',
  )
  try {
    await databases.database(target).transaction(async (session) => {
      await log.task(
        'workflow:create_materialized_metadata',
        () => createMetadata(session, version, tables),
        () => 'True',
      )
      const frozen = tables.flatMap(({ metadata: { table_name: name } }) => [name, segmentationTable(name)])
      await log.task(
        'workflow:drop_tables',
        () => dropTables(session, frozen),
        (names) => JSON.stringify(`Tables dropped ${pythonText(names)}`),
      )
      await mergeTables(session, context, version, tables, log)
    })
  } catch (error) {
    await databases.database('postgres').query(`DROP DATABASE ${identifier(target)} WITH (FORCE)`)
    throw error
  }
}
