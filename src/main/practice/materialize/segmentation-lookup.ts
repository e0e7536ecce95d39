import type { Pool } from 'pg'
import { z } from 'zod'
import { columnList, indexSql, segmentationColumns, type TableColumn } from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import { readSegmentationMetadata, type TableMetadata } from '../annotation/table-metadata'
import { sqlNow } from '../annotation/timestamps'
import { inTransaction } from '../annotation/transaction'
import type { PracticeContext } from '../context'
import { decodePoint } from '../geometry'

/** The segmentation's voxels in nanometres (CAVE-FACTS 4). */
const segmentationVoxel = [8, 8, 40] as const

const pointOf = (column: TableColumn): string => column.name.replace(/_supervoxel_id$/, '')

const segmentationOf = (context: PracticeContext, table: TableMetadata): readonly TableColumn[] =>
  segmentationColumns(context.schemas.fields(table.schema_type) ?? [])

const supervoxelColumns = (context: PracticeContext, table: TableMetadata): readonly TableColumn[] =>
  segmentationOf(context, table).filter((column) => column.name.endsWith('_supervoxel_id'))

/** Whether rows of the table are tied to the segmentation at all. */
export const isSegmented = (context: PracticeContext, table: TableMetadata): boolean =>
  segmentationOf(context, table).length > 0

/** The supervoxel under a stored point, whatever the table's resolution; 0 on background, out of bounds and for no point. */
const supervoxelUnder = (context: PracticeContext, table: TableMetadata, hex: string | null): bigint => {
  const point = hex === null ? undefined : decodePoint(hex)
  if (point === undefined) return 0n
  const at = (value: number, resolution: number, voxel: number): number =>
    Math.floor((value * resolution) / voxel)
  return context.segmentation.supervoxelAt(
    at(point[0], table.voxel_resolution_x, segmentationVoxel[0]),
    at(point[1], table.voxel_resolution_y, segmentationVoxel[1]),
    at(point[2], table.voxel_resolution_z, segmentationVoxel[2]),
  )
}

/** Makes the segmentation table beside an annotation table, with its metadata; true if it was not there. */
export const createSegmentationTable = async (
  context: PracticeContext,
  table: TableMetadata,
): Promise<boolean> => {
  const pool = context.databases.pool(context.alignedVolume)
  if ((await readSegmentationMetadata(pool, table.table_name)) !== undefined) return false
  const columns = segmentationOf(context, table)
  const name = segmentationTable(table.table_name)
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(7283003)')
    if ((await readSegmentationMetadata(client, table.table_name)) !== undefined) return false
    await client.query(
      [
        `CREATE TABLE ${identifier(name)} (id bigint PRIMARY KEY
           REFERENCES ${identifier(table.table_name)} (id) ON DELETE CASCADE,
           ${columns.map((column) => `${identifier(column.name)} bigint`).join(', ')})`,
        ...indexSql(name, columns),
      ].join('; '),
    )
    await client.query(
      `INSERT INTO segmentation_table_metadata (schema_type, table_name, valid, created, pcg_table_name, annotation_table)
       VALUES ($1, $2, true, ${sqlNow}, 'test', $3)`,
      [table.schema_type, name, table.table_name],
    )
    return true
  })
}

const idRow = z.tuple([z.string()]).rest(z.string().nullable())

/**
 * Looks supervoxels up for rows that have none yet: valid ones, or those valid at `asOf`; only `ids` if given. With `asOf` their roots at that
 * time are stored too; without, roots stay NULL, as a look-up by hand leaves them (CAVE-FACTS 8.5). Answers how many.
 */
export const ingestNewAnnotations = async (
  context: PracticeContext,
  table: TableMetadata,
  options: {
    readonly asOf?: { readonly text: string; readonly moment: Date }
    readonly ids?: readonly string[]
  },
): Promise<number> => {
  const pool = context.databases.pool(context.alignedVolume)
  const points = supervoxelColumns(context, table)
  const name = identifier(table.table_name)
  const segmentation = identifier(segmentationTable(table.table_name))
  const found = await pool.query<(string | null)[]>({
    text: `SELECT a.id${points.map((column) => `, a.${identifier(`${pointOf(column)}_position`)}`).join('')}
      FROM ${name} AS a
      WHERE NOT EXISTS (SELECT 1 FROM ${segmentation} AS s WHERE s.id = a.id) AND (a.valid OR a.deleted > $1::timestamp)
        AND ($2::bigint[] IS NULL OR a.id = ANY($2::bigint[])) ORDER BY a.id`,
    values: [options.asOf?.text ?? 'infinity', options.ids ?? null],
    rowMode: 'array',
  })
  const rows = z.array(idRow).parse(found.rows)
  if (rows.length === 0) return 0
  const roots = new Map<bigint, string | null>()
  const rootOf = (supervoxel: bigint): string | null => {
    if (options.asOf === undefined) return null
    const known = roots.get(supervoxel)
    if (known !== undefined) return known
    const root = context.segmentation.rootOf(supervoxel, options.asOf.moment)?.toString() ?? null
    roots.set(supervoxel, root)
    return root
  }
  const columns: (readonly (string | null)[])[] = points.flatMap((_, place) => {
    const supervoxels = rows.map((row) => supervoxelUnder(context, table, row[place + 1] ?? null))
    return [supervoxels.map(String), supervoxels.map(rootOf)]
  })
  const names = points.flatMap((column) => [column.name, `${pointOf(column)}_root_id`].map(identifier))
  await pool.query(
    `INSERT INTO ${segmentation} (id, ${names.join(', ')})
     SELECT * FROM unnest($1::bigint[]${columns.map((_, index) => `, $${String(index + 2)}::bigint[]`).join('')})
     ON CONFLICT (id) DO NOTHING`,
    [rows.map((row) => row[0]), ...columns],
  )
  return rows.length
}

/** Fills roots that are missing though their supervoxel is known. */
export const lookUpMissingRoots = async (
  context: PracticeContext,
  table: TableMetadata,
  at: Date,
): Promise<void> => {
  const segmentation = identifier(segmentationTable(table.table_name))
  for (const column of supervoxelColumns(context, table)) {
    const root = identifier(`${pointOf(column)}_root_id`)
    await withRoots(context, segmentation, column, at, async (pool, supervoxels, roots) => {
      await pool.query(
        `UPDATE ${segmentation} AS s SET ${root} = r.root FROM unnest($1::bigint[], $2::bigint[]) AS r (supervoxel, root)
         WHERE s.${root} IS NULL AND s.${identifier(column.name)} = r.supervoxel`,
        [supervoxels, roots],
      )
    })
  }
}

const withRoots = async (
  context: PracticeContext,
  segmentation: string,
  column: TableColumn,
  at: Date,
  work: (pool: Pool, supervoxels: readonly string[], roots: readonly (string | null)[]) => Promise<void>,
): Promise<void> => {
  const pool = context.databases.pool(context.alignedVolume)
  const found = await pool.query<{ id: string }>(
    `SELECT DISTINCT ${columnList([column])} AS id FROM ${segmentation} WHERE ${columnList([column])} IS NOT NULL`,
  )
  const supervoxels = found.rows.map((row) => row.id)
  const roots = supervoxels.map((id) => context.segmentation.rootOf(BigInt(id), at)?.toString() ?? null)
  await work(pool, supervoxels, roots)
}
