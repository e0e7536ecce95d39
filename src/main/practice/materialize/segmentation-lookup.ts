import { columnList, indexSql, tableColumns, type TableColumn } from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import { readSegmentationMetadata, type TableMetadata } from '../annotation/table-metadata'
import { sqlNow } from '../annotation/timestamps'
import type { PracticeContext } from '../context'
import { decodePoint } from '../geometry'
import { rootOf, supervoxelAt } from '../segmentation/graph'

/** The segmentation's voxels in nanometres (CAVE-FACTS 4). */
const segmentationVoxel = [8, 8, 40] as const

const segmentationOf = (context: PracticeContext, table: TableMetadata): readonly TableColumn[] =>
  tableColumns(context.schemas, table).segmentation

/** Whether rows of the table are tied to the segmentation at all. */
export const isSegmented = (context: PracticeContext, table: TableMetadata): boolean =>
  segmentationOf(context, table).length > 0

/** The supervoxel under a stored point, whatever the table's resolution; 0 on background, out of bounds and for no point. */
const supervoxelUnder = (table: TableMetadata, hex: string | null): bigint => {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = (hex === null ? undefined : decodePoint(hex)) ?? []
  return supervoxelAt(
    (x * table.voxel_resolution_x) / segmentationVoxel[0],
    (y * table.voxel_resolution_y) / segmentationVoxel[1],
    (z * table.voxel_resolution_z) / segmentationVoxel[2],
  )
}

/** Makes the segmentation table beside an annotation table, with its metadata; true if it was not there. */
export const createSegmentationTable = async (
  context: PracticeContext,
  table: TableMetadata,
): Promise<boolean> => {
  if ((await readSegmentationMetadata(context.live, table.table_name)) !== undefined) return false
  const columns = segmentationOf(context, table)
  const name = segmentationTable(table.table_name)
  return context.live.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock(7283003)')
    if ((await readSegmentationMetadata(session, table.table_name)) !== undefined) return false
    const definitions = columns.map((column) => `${identifier(column.name)} bigint`)
    const key = `id bigint PRIMARY KEY REFERENCES ${identifier(table.table_name)} (id) ON DELETE CASCADE`
    await session.query(`CREATE TABLE ${identifier(name)} (${[key, ...definitions].join(', ')})`)
    for (const sql of indexSql(name, columns)) await session.query(sql)
    await session.query(
      `INSERT INTO segmentation_table_metadata (schema_type, table_name, valid, created, pcg_table_name, annotation_table)
       VALUES ($1, $2, true, ${sqlNow}, 'test', $3)`,
      [table.schema_type, name, table.table_name],
    )
    return true
  })
}

/**
 * Looks supervoxels and roots up for rows that have none yet and were valid at the time (naive UTC), in a segmentation table that is
 * there. Answers how many.
 */
export const ingestNewAnnotations = async (
  { schemas, live }: PracticeContext,
  table: TableMetadata,
  time: string,
): Promise<number> => {
  const columns = tableColumns(schemas, table).segmentation
  const supervoxels = columns.filter((column) => column.name.endsWith('_supervoxel_id'))
  const points = supervoxels.map(
    ({ name }) => `, a.${identifier(name.replace(/supervoxel_id$/, 'position'))}`,
  )
  const segmentation = identifier(segmentationTable(table.table_name))
  const rows = await live.textRows(
    `SELECT a.id${points.join('')} FROM ${identifier(table.table_name)} AS a
     WHERE NOT EXISTS (SELECT 1 FROM ${segmentation} AS s WHERE s.id = a.id)
       AND (a.valid OR a.deleted > $1::timestamp) ORDER BY a.id`,
    [time],
  )
  if (rows.length === 0) return 0
  const at = new Date(`${time}Z`)
  const values = points.flatMap((_, place) => {
    const found = rows.map((row) => supervoxelUnder(table, row[place + 1] ?? null))
    return [found.map(String), found.map((supervoxel) => rootOf(supervoxel, at)?.toString() ?? null)]
  })
  const arrays = values.map((_, index) => `, $${String(index + 2)}::bigint[]`)
  await live.query(
    `INSERT INTO ${segmentation} (id, ${columnList(columns)})
     SELECT * FROM unnest($1::bigint[]${arrays.join('')}) ON CONFLICT (id) DO NOTHING`,
    [rows.map((row) => row[0]), ...values],
  )
  return rows.length
}
