import { z } from 'zod'
import { longestTableName } from '../../../shared/domain/table-name'
import type { PracticeContext } from '../context'
import type { Session } from '../databases'
import { isReservedWord } from '../../../shared/domain/reserved-words'
import type { SchemaField } from '../schema/schemas'
import { indexSql, tableColumns, type TableColumn } from './columns'
import { identifier, isTableName } from './identifier'
import { aborted } from './refusal'
import { permission, readMetadata, userId } from './table-metadata'
import { sqlNow } from './timestamps'

export const creation = z.object({
  schema_type: z.string(),
  table_name: z.string(),
  metadata: z.object({
    user_id: userId.nullish(),
    description: z.string(),
    table_metadata: z
      .object({ reference_table: z.string().nullish(), track_target_id_updates: z.boolean().nullish() })
      .nullish(),
    flat_segmentation_source: z.string().nullish(),
    voxel_resolution_x: z.number(),
    voxel_resolution_y: z.number(),
    voxel_resolution_z: z.number(),
    read_permission: permission.default('PUBLIC'),
    write_permission: permission.default('PRIVATE'),
    notice_text: z.string().nullish(),
  }),
})
type Creation = z.infer<typeof creation>

const wrongName = (rule: string): Error =>
  aborted(400, `Table name error: Invalid table name. Table name must ${rule}.`)

const checkName = (name: string): void => {
  if (!isTableName(name))
    throw wrongName(
      'include at least one letter, and can only contain lowercase letters, numbers, and underscores (_)',
    )
  if (name.length > longestTableName)
    throw wrongName(`not be longer than ${String(longestTableName)} characters`)
}

/** The genuine service takes such a name, and then every materialization hangs at it: here it is refused at once. */
const refuseReserved = async (session: Session, name: string): Promise<void> => {
  const found = await session.query(`SELECT WHERE ${isReservedWord('$1::text')}`, [name])
  if (found.rows.length > 0) throw wrongName(`not be a reserved word of SQL, as '${name}' is`)
}

/** The table that a reference table's target_id refers to; only schemas with that field have one. */
const checkedReference = async (
  session: Session,
  { metadata: { table_metadata: given } }: Creation,
  fields: readonly SchemaField[],
): Promise<string | null> => {
  const refers = fields.some((field) => field.kind === 'reference')
  const reference = given?.reference_table ?? null
  if (given?.track_target_id_updates === true)
    throw aborted(501, 'target ids do not follow edits in the practice fleet: track_target_id_updates=False')
  if (refers && reference === null)
    throw aborted(400, 'Reference table schema requires a reference_table in table_metadata')
  if (!refers && reference !== null)
    throw aborted(400, 'Reference table must be a ReferenceAnnotation schema type')
  if (reference !== null && (await readMetadata(session, reference)) === undefined)
    throw aborted(400, `No table named '${reference}' exists.`)
  return reference
}

/** EWKB hex under the genuine type's name: this cluster has no PostGIS. The lock lets one table be made at a time. */
const prepareSql = `
  SELECT pg_advisory_xact_lock(7283002);
  DO $$ BEGIN IF to_regtype('geometry') IS NULL THEN CREATE DOMAIN geometry AS text; END IF; END $$;`

const tableSql = (name: string, columns: readonly TableColumn[], reference: string | null): string => {
  const definitions = columns.map((column) => {
    const type = `${identifier(column.name)} ${column.type}`
    if (column.name === 'id') return 'id bigserial PRIMARY KEY'
    if (column.name === 'created') return `${type} NOT NULL`
    return column.name === 'target_id' && reference !== null
      ? `${type} REFERENCES ${identifier(reference)} (id) ON DELETE CASCADE`
      : type
  })
  return `CREATE TABLE ${identifier(name)} (${definitions.join(', ')})`
}

/** Makes the table and its metadata; answers its name. */
export const createTable = async (context: PracticeContext, asked: Creation): Promise<string> => {
  const { schema_type: schema, table_name: name, metadata } = asked
  checkName(name)
  const fields = context.schemas.fields(schema)
  if (fields === undefined) throw aborted(400, `Schema type: ${schema} is not a known annotation type`)
  const columns = tableColumns(context.schemas, asked).annotation
  await context.live.transaction(async (session) => {
    await refuseReserved(session, name)
    await session.query(prepareSql)
    const taken = await session.query('SELECT 1 FROM pg_class WHERE relname = $1', [name])
    if (taken.rows.length > 0) throw aborted(400, `Table ${name} already exists`)
    const reference = await checkedReference(session, asked, fields)
    await session.query(tableSql(name, columns, reference))
    for (const sql of indexSql(name, columns)) await session.query(sql)
    await session.query(
      `INSERT INTO annotation_table_metadata (schema_type, table_name, valid, created, user_id, description, notice_text,
         reference_table, flat_segmentation_source, voxel_resolution_x, voxel_resolution_y, voxel_resolution_z,
         write_permission, read_permission, last_modified)
       SELECT $1, $2, true, now.now, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now.now FROM (SELECT ${sqlNow} AS now) AS now`,
      [
        schema,
        name,
        metadata.user_id ?? '0',
        metadata.description,
        metadata.notice_text ?? null,
        reference,
        metadata.flat_segmentation_source ?? null,
        metadata.voxel_resolution_x,
        metadata.voxel_resolution_y,
        metadata.voxel_resolution_z,
        metadata.write_permission,
        metadata.read_permission,
      ],
    )
  })
  return name
}
