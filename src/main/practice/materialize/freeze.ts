import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import {
  annotationColumns,
  columnList,
  flatColumns,
  indexSql,
  segmentationColumns,
} from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import { pythonText } from '../annotation/python-text'
import type { TableMetadata } from '../annotation/table-metadata'
import { inTransaction } from '../annotation/transaction'
import type { PracticeContext } from '../context'
import { isSegmented } from './segmentation-lookup'
import { frozenDatabase, type VersionRow } from './versions'
import type { WorkflowLog } from './workflow-log'

/** One table that goes into a version, with its rows that were valid at the version's time. */
export interface TableToFreeze {
  readonly metadata: TableMetadata
  readonly rows: number
}

const segmentationSource = 'graphene://http://gateway/segmentation/table/test'

const inUse = '55006'
const patienceMilliseconds = 10_000

const disconnectAll = (admin: Pool, database: string): Promise<unknown> =>
  admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [database],
  )

/** A copy or a rename needs the database without users; who connects again in between is sent away again (CAVE-FACTS 8.A). */
const withoutUsers = async (admin: Pool, database: string, statement: string): Promise<void> => {
  const until = Date.now() + patienceMilliseconds
  for (;;) {
    await disconnectAll(admin, database)
    try {
      await admin.query(statement)
      return
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== inUse || Date.now() >= until) throw error
      await pause(50)
    }
  }
}

/** A version is built under this name: what a killed process leaves is no version's database, and the next run removes it. */
const buildingName = (context: PracticeContext, version: VersionRow): string =>
  `${frozenDatabase(context, version.version)}__building`

export const dropUnfinished = async (context: PracticeContext): Promise<void> => {
  await context.databases.exclusively([], async (admin) => {
    const left = await admin.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE $1`,
      [`${context.datastack.replace('_', '\\_')}\\_\\_mat%\\_\\_building`],
    )
    for (const { datname } of left.rows)
      await admin.query(`DROP DATABASE ${identifier(datname)} WITH (FORCE)`)
  })
}

/** Tables of the frozen database that keep their rows or at least their place (contract/06-database.json). */
const keptEmpty = ['annotation_table_metadata', 'segmentation_table_metadata']

const dropTables = async (client: PoolClient, kept: readonly string[]): Promise<readonly string[]> => {
  const found = await client.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  )
  const names = found.rows
    .map((row) => row.tablename)
    .filter((name) => !kept.includes(name) && name !== 'analysisviews' && name !== 'materializedmetadata')
  for (const name of names.filter((each) => !keptEmpty.includes(each))) {
    await client.query(`DROP TABLE ${identifier(name)} CASCADE`)
  }
  await client.query(`TRUNCATE ${keptEmpty.join(', ')} RESTART IDENTITY CASCADE`)
  return names
}

const createMetadata = async (
  client: PoolClient,
  version: VersionRow,
  tables: readonly TableToFreeze[],
): Promise<void> => {
  await client.query(`CREATE TABLE materializedmetadata (
    id serial PRIMARY KEY, schema varchar(100) NOT NULL, table_name varchar(100) NOT NULL, row_count integer NOT NULL,
    materialized_timestamp timestamp NOT NULL, segmentation_source varchar(255), is_merged boolean)`)
  for (const { metadata, rows } of tables) {
    await client.query(
      `INSERT INTO materializedmetadata (schema, table_name, row_count, materialized_timestamp, segmentation_source, is_merged)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        metadata.schema_type,
        metadata.table_name,
        rows,
        version.time_stamp,
        segmentationSource,
        version.is_merged,
      ],
    )
  }
}

/** Valid at the version's time, even if superseded while the version was being made. */
export const validAt = (parameter: string, alias: string): string =>
  `${alias}.created <= ${parameter}::timestamp AND (${alias}.valid OR ${alias}.deleted > ${parameter}::timestamp)`

const replaceBy = async (
  client: PoolClient,
  table: string,
  select: string,
  version: VersionRow,
): Promise<number> => {
  const temporary = identifier(`temp__${table}`)
  const made = await client.query(
    `CREATE TABLE ${temporary} AS ${select.replaceAll('$1', `'${version.time_stamp}'`)}`,
  )
  await client.query(
    `DROP TABLE ${identifier(table)} CASCADE; ALTER TABLE ${temporary} RENAME TO ${identifier(table)};
     ALTER TABLE ${identifier(table)} ADD CONSTRAINT ${identifier(`${table}_pkey`)} PRIMARY KEY (id)`,
  )
  return made.rowCount ?? 0
}

/** Annotation and segmentation in one table, without the columns of the history. */
const mergeTable = async (
  client: PoolClient,
  context: PracticeContext,
  version: VersionRow,
  { metadata }: TableToFreeze,
): Promise<number> => {
  const name = metadata.table_name
  const segmented = isSegmented(context, metadata)
  const columns = flatColumns(context.schemas.fields(metadata.schema_type) ?? [])
  const list = columns.map((column) => {
    if (column.name === 'valid') return 'true AS valid'
    return columnList([column], column.place === 'segmentation' ? 's' : 'a')
  })
  const join = segmented ? `JOIN ${identifier(segmentationTable(name))} AS s ON s.id = a.id` : ''
  const rows = await replaceBy(
    client,
    name,
    `SELECT ${list.join(', ')} FROM ${identifier(name)} AS a ${join} WHERE ${validAt('$1', 'a')} ORDER BY a.id`,
    version,
  )
  if (segmented) await client.query(`DROP TABLE ${identifier(segmentationTable(name))}`)
  for (const sql of indexSql(name, columns)) await client.query(sql)
  return rows
}

/** Both tables side by side, cleared of what was not valid. */
const cleanTable = async (
  client: PoolClient,
  context: PracticeContext,
  version: VersionRow,
  { metadata }: TableToFreeze,
): Promise<number> => {
  const name = metadata.table_name
  const fields = context.schemas.fields(metadata.schema_type) ?? []
  const columns = annotationColumns(fields)
  const list = columns.map((column) =>
    column.name === 'valid' ? 'true AS valid' : columnList([column], 'a'),
  )
  const rows = await replaceBy(
    client,
    name,
    `SELECT ${list.join(', ')} FROM ${identifier(name)} AS a WHERE ${validAt('$1', 'a')} ORDER BY a.id`,
    version,
  )
  for (const sql of indexSql(name, columns)) await client.query(sql)
  if (isSegmented(context, metadata)) {
    const segmentation = segmentationTable(name)
    await replaceBy(
      client,
      segmentation,
      `SELECT s.* FROM ${identifier(segmentation)} AS s JOIN ${identifier(name)} AS a ON a.id = s.id ORDER BY s.id`,
      version,
    )
    for (const sql of indexSql(segmentation, segmentationColumns(fields))) await client.query(sql)
  }
  return rows
}

/** Makes the version's database from a copy of the live one; it gets the version's name only when it is complete. */
export const freeze = async (
  context: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
  log: WorkflowLog,
): Promise<void> => {
  const target = frozenDatabase(context, version.version)
  const building = buildingName(context, version)
  const { databases, alignedVolume } = context
  try {
    await log.task(
      'workflow:create_analysis_database',
      async () => {
        log.sayIn('workflow:create_analysis_database', `Creating new materialized database ${target}`)
        await databases.exclusively([alignedVolume], async (admin) => {
          const taken = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [target])
          if (taken.rows.length > 0) throw new Error(`database "${target}" already exists`)
          await withoutUsers(
            admin,
            alignedVolume,
            `CREATE DATABASE ${identifier(building)} TEMPLATE ${identifier(alignedVolume)}`,
          )
        })
      },
      () => 'True',
    )
    await inTransaction(databases.pool(building), async (client) => {
      await log.task(
        'workflow:create_materialized_metadata',
        () => createMetadata(client, version, tables),
        () => 'True',
      )
      const kept = tables.flatMap(({ metadata }) => [
        metadata.table_name,
        segmentationTable(metadata.table_name),
      ])
      await log.task(
        'workflow:drop_tables',
        () => dropTables(client, kept),
        (names) => JSON.stringify(`Tables dropped ${pythonText(names)}`),
      )
      for (const table of tables) {
        const work = version.is_merged === true ? mergeTable : cleanTable
        const copied = await log.task(
          version.is_merged === true ? 'workflow:merge_tables' : 'workflow:clean_table',
          () => work(client, context, version, table),
          (rows) => `'Number of rows copied: ${String(rows)}'`,
        )
        log.sayIn(
          'workflow:check_tables',
          `Table ${table.metadata.table_name} counts - Live: ${String(table.rows)}, Materialized: ${String(copied)}`,
        )
        if (copied !== table.rows) {
          throw new Error(
            `Row count mismatch for '${table.metadata.table_name}': Live (${alignedVolume}): ${String(table.rows)}, Materialized (${target}): ${String(copied)}`,
          )
        }
      }
    })
    await databases.exclusively([building], (admin) =>
      withoutUsers(admin, building, `ALTER DATABASE ${identifier(building)} RENAME TO ${identifier(target)}`),
    )
  } catch (error) {
    await databases.exclusively([building], async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${identifier(building)} WITH (FORCE)`)
    })
    throw error
  }
}
