import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { PracticeContext, SchemaField } from '../context'
import { annotationColumns, indexSql, type TableColumn } from './columns'
import { identifier, isTableName } from './identifier'
import { pythonText } from './python-text'
import { aborted } from './refusal'
import { sqlNow } from './timestamps'
import { inTransaction } from './transaction'

export const permission = z.enum(['PRIVATE', 'GROUP', 'PUBLIC'])

const creation = z.object({
  schema_type: z.string(),
  table_name: z.string(),
  metadata: z.object({
    user_id: z.union([z.string(), z.number(), z.bigint()]).transform(String).nullish(),
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

/** What zod found, in the form of marshmallow's messages. */
export const bodyRefusal = (error: z.ZodError): Error => {
  const messages: Record<string, unknown> = {}
  for (const issue of error.issues) {
    const lacking = issue.code === 'invalid_type' && issue.message.includes('undefined')
    messages[issue.path.map(String).join('.') || '_schema'] = [
      lacking ? 'Missing data for required field.' : issue.message,
    ]
  }
  return aborted(400, `Error parsing request body: ${pythonText(messages)}`)
}

const sqlTypes: Readonly<Record<TableColumn['type'], string>> = {
  bigint: 'bigint',
  integer: 'integer',
  float8: 'double precision',
  varchar: 'varchar',
  boolean: 'boolean',
  geometry: 'geometry',
  timestamp: 'timestamp',
}

/** EWKB hex under the genuine type's name: this cluster has no PostGIS. Making it twice at once is kept apart by the lock. */
const geometryType = `
  SELECT pg_advisory_xact_lock(7283002);
  DO $$ BEGIN IF to_regtype('geometry') IS NULL THEN CREATE DOMAIN geometry AS text; END IF; END $$;`

const tableSql = (name: string, fields: readonly SchemaField[], reference: string | undefined): string => {
  const table = identifier(name)
  const columns = annotationColumns(fields)
  const definitions = columns.map((column) => {
    if (column.name === 'id') return 'id bigserial PRIMARY KEY'
    const type = `${identifier(column.name)} ${sqlTypes[column.type]}`
    if (column.name === 'created') return `${type} NOT NULL`
    return column.name === 'target_id' && reference !== undefined
      ? `${type} REFERENCES ${identifier(reference)} (id) ON DELETE CASCADE`
      : type
  })
  return [`CREATE TABLE ${table} (${definitions.join(', ')})`, ...indexSql(name, columns)].join('; ')
}

/** Keeps a reference table's targets pointing at the newest row of a lineage. */
const trackingSql = (name: string, reference: string): string => `
  CREATE FUNCTION ${identifier(`${name}_update_reference_id`)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE ${identifier(name)} SET target_id = new.superceded_id WHERE target_id = old.id AND new.superceded_id IS NOT NULL;
    RETURN new; END $$;
  CREATE TRIGGER ${identifier(`update_${name}_target_id`)} AFTER UPDATE OF superceded_id ON ${identifier(reference)}
    FOR EACH ROW EXECUTE FUNCTION ${identifier(`${name}_update_reference_id`)}()`

const checkedReference = (
  { table_name: name, metadata }: Creation,
  fields: readonly SchemaField[],
  existing: readonly string[],
): string | undefined => {
  const refers = fields.some((field) => field.kind === 'reference')
  const reference = metadata.table_metadata?.reference_table ?? undefined
  if (reference === undefined) {
    if (refers) throw aborted(400, 'Reference table schema requires a reference_table in table_metadata')
    return undefined
  }
  if (!refers) throw aborted(400, 'Reference table must be a ReferenceAnnotation schema type')
  if (reference === name) throw aborted(400, `None must target a different table not ${name}`)
  if (!existing.includes(reference)) throw aborted(400, `No table named '${reference}' exists.`)
  return reference
}

const existingTables = async (client: PoolClient): Promise<readonly string[]> => {
  const found = await client.query<{ table_name: string }>('SELECT table_name FROM annotation_table_metadata')
  return found.rows.map((row) => row.table_name)
}

/** PostgreSQL cuts names at 63 bytes: `ix_<table>__test_<point>_root_id` must still tell tables apart. */
const longestName = 40

const checkedFields = (
  context: PracticeContext,
  { schema_type: schema, table_name: name }: Creation,
): readonly SchemaField[] => {
  if (name === '') throw aborted(400, 'Table name error: Table name cannot be empty.')
  if (!isTableName(name)) {
    throw aborted(
      400,
      'Table name error: Invalid table name. Table name must include at least one letter, and can only contain lowercase letters, numbers, and underscores (_).',
    )
  }
  if (name.length > longestName) {
    throw aborted(
      400,
      `Table name error: Invalid table name. Table name must not be longer than ${String(longestName)} characters.`,
    )
  }
  const fields = context.schemas.fields(schema)
  if (fields === undefined) throw aborted(400, `Schema type: ${schema} is not a known annotation type`)
  if (fields.length === 0 || fields.some((field) => field.kind === 'list')) {
    throw aborted(
      400,
      `Schema type: ${schema} has fields that are neither points nor scalars; the practice fleet has no tables of it`,
    )
  }
  return fields
}

/** Makes the table and its metadata; answers its name. */
export const createTable = async (context: PracticeContext, body: unknown): Promise<string> => {
  const parsed = creation.safeParse(body)
  if (!parsed.success) throw bodyRefusal(parsed.error)
  const { schema_type: schema, table_name: name, metadata } = parsed.data
  const fields = checkedFields(context, parsed.data)
  return inTransaction(context.databases.pool(context.alignedVolume), async (client) => {
    await client.query(geometryType)
    const existing = await existingTables(client)
    if (existing.includes(name)) throw aborted(400, `Table ${name} already exists`)
    const taken = await client.query('SELECT 1 FROM pg_class WHERE relname = $1 OR relname = $2', [
      name,
      `${name}_id_seq`,
    ])
    if (taken.rows.length > 0) throw aborted(400, `Table ${name} already exists`)
    const reference = checkedReference(parsed.data, fields, existing)
    await client.query(tableSql(name, fields, reference))
    if (reference !== undefined && metadata.table_metadata?.track_target_id_updates === true) {
      await client.query(trackingSql(name, reference))
    }
    await client.query(
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
        reference ?? null,
        metadata.flat_segmentation_source ?? null,
        metadata.voxel_resolution_x,
        metadata.voxel_resolution_y,
        metadata.voxel_resolution_z,
        metadata.write_permission,
        metadata.read_permission,
      ],
    )
    return name
  })
}
