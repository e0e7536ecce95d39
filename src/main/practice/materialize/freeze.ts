import { columnList, indexSql, tableColumns } from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import { pythonText } from '../annotation/python-text'
import type { TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import type { Session } from '../databases'
import { volumeSql } from '../layout-sql'
import { isSegmented } from './segmentation-lookup'
import { frozenDatabase, type VersionRow } from './versions'
import type { WorkflowLog } from './workflow-log'

/** One table that goes into a version, with its rows that were valid at the version's time. */
export interface TableToFreeze {
  readonly metadata: TableMetadata
  readonly rows: number
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

/** A version has no more of the live database's own tables than these leave (contract/06-database.json). */
const left = ['version_error', 'analysistables', 'analysisversion', 'combined_table_metadata']

/** Valid at the version's time, even if superseded while the version was being made. */
export const validAt = (time: string, alias: string): string =>
  `${alias}.created <= '${time}' AND (${alias}.valid OR ${alias}.deleted > '${time}')`

const rowsAtOnce = 5_000

/** Annotation and segmentation in one table, without the columns of the history. */
const mergeTable = (
  session: Session,
  context: PracticeContext,
  version: VersionRow,
  table: TableMetadata,
): Promise<number> =>
  context.live.transaction(async (live) => {
    const name = identifier(table.table_name)
    const columns = tableColumns(context.schemas, table).flat
    const definitions = columns.map(
      (column) => `${identifier(column.name)} ${column.type}${column.name === 'id' ? ' PRIMARY KEY' : ''}`,
    )
    await session.query(`CREATE TABLE ${name} (${definitions.join(', ')})`)
    const list = columns.map((column) => {
      if (column.name === 'valid') return 'true AS valid'
      return columnList([column], column.place === 'segmentation' ? 's' : 'a')
    })
    const segmentation = isSegmented(context, table)
      ? `JOIN ${identifier(segmentationTable(table.table_name))} AS s ON s.id = a.id`
      : ''
    await live.query(
      `DECLARE merged CURSOR FOR SELECT row_to_json(row) FROM (SELECT ${list.join(', ')} FROM ${name} AS a ${segmentation}
       WHERE ${validAt(version.time_stamp, 'a')} ORDER BY a.id) AS row`,
    )
    for (let copied = 0; ;) {
      const rows = await live.textRows(`FETCH ${String(rowsAtOnce)} FROM merged`)
      copied += rows.length
      if (rows.length > 0)
        await session.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`, [
          `[${rows.flat().join(',')}]`,
        ])
      if (rows.length === rowsAtOnce) continue
      for (const sql of indexSql(table.table_name, columns)) await session.query(sql)
      return copied
    }
  }, 'BEGIN READ ONLY')

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

/** Makes the version's database beside the live one. Until the version is AVAILABLE nobody is told of it. */
export const freeze = async (
  context: PracticeContext,
  version: VersionRow,
  tables: readonly TableToFreeze[],
  log: WorkflowLog,
): Promise<void> => {
  const target = frozenDatabase(context, version.version)
  const admin = context.databases.database('postgres')
  const create = 'workflow:create_analysis_database'
  await log.task(
    create,
    () => {
      log.sayIn(create, `Creating new materialized database ${target}`)
      return admin.query(`CREATE DATABASE ${identifier(target)}`)
    },
    () => 'True',
  )
  try {
    await context.databases.database(target).transaction(async (session) => {
      await session.query(`${volumeSql} CREATE DOMAIN geometry AS text`)
      await log.task(
        'workflow:create_materialized_metadata',
        () => createMetadata(session, version, tables),
        () => 'True',
      )
      await log.task(
        'workflow:drop_tables',
        () => session.query(`DROP TABLE ${left.join(', ')}`),
        () => JSON.stringify(`Tables dropped ${pythonText(left)}`),
      )
      await mergeTables(session, context, version, tables, log)
    })
  } catch (error) {
    await admin.query(`DROP DATABASE ${identifier(target)} WITH (FORCE)`)
    throw error
  }
}
