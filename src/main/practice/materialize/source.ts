import {
  columnList,
  crudColumns,
  flatColumns,
  segmentationColumns,
  type TableColumn,
} from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import type { TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import type { VersionRow } from './versions'

/** A table as a query sees it: SQL that gives its rows, and what its columns are. */
export interface Source {
  readonly name: string
  readonly sql: string
  readonly columns: readonly TableColumn[]
  /** Nanometres per voxel. */
  readonly resolution: readonly [number, number, number]
  readonly notice: string | null
}

const resolutionOf = (table: TableMetadata): readonly [number, number, number] => [
  table.voxel_resolution_x,
  table.voxel_resolution_y,
  table.voxel_resolution_z,
]

/** Segmentation ids that nobody has looked up yet read as 1 in a database of split tables. */
const notLookedUp = (column: TableColumn): string =>
  `coalesce(${columnList([column], 's')}, 1) AS ${identifier(column.name)}`

const splitColumns = (
  flat: readonly TableColumn[],
  segmentation: readonly TableColumn[],
): readonly TableColumn[] => {
  const [id, ...own] = flat.filter((column) => column.place === 'annotation')
  const history = crudColumns.filter((column) => column.name !== 'deleted')
  return [...(id === undefined ? [] : [id]), ...history, ...own, ...segmentation]
}

/** A table of a version: one merged table, or both tables side by side. */
export const frozenSource = (context: PracticeContext, version: VersionRow, table: TableMetadata): Source => {
  const fields = context.schemas.fields(table.schema_type) ?? []
  const flat = flatColumns(fields)
  const segmentation = segmentationColumns(fields)
  const name = table.table_name
  const common = { name, resolution: resolutionOf(table), notice: table.notice_text }
  if (version.is_merged === true) return { ...common, sql: identifier(name), columns: flat }
  const columns = splitColumns(flat, segmentation)
  if (segmentation.length === 0) return { ...common, sql: identifier(name), columns }
  const list = columns.map((column) =>
    column.place === 'segmentation' ? notLookedUp(column) : columnList([column], 'a'),
  )
  const sql = `(SELECT ${list.join(', ')} FROM ${identifier(name)} AS a
    LEFT JOIN ${identifier(segmentationTable(name))} AS s ON s.id = a.id)`
  return { ...common, sql, columns }
}

/** Which roots supervoxels have at the time asked for. */
export interface RootTable {
  readonly supervoxels: readonly string[]
  readonly roots: readonly string[]
}

/** Parameters that every live source shares: the time, then supervoxels and their roots. */
export const liveParameters = (at: string, roots: RootTable): readonly unknown[] => [
  at,
  roots.supervoxels,
  roots.roots,
]

/** The live table as it was at a time; rows that nobody has looked up yet are left out. Uses $1 to $3. */
export const liveSource = (context: PracticeContext, table: TableMetadata): Source => {
  const fields = context.schemas.fields(table.schema_type) ?? []
  const columns = flatColumns(fields)
  const name = table.table_name
  const segmented = segmentationColumns(fields)
  const points = segmented.filter((column) => column.name.endsWith('_supervoxel_id'))
  const list = columns.map((column) => {
    if (column.name === 'valid') return 'true AS valid'
    const point = points.findIndex((each) => each.name.replace(/supervoxel_id$/, 'root_id') === column.name)
    if (point >= 0) return `r${String(point)}.root AS ${identifier(column.name)}`
    return columnList([column], column.place === 'segmentation' ? 's' : 'a')
  })
  const segmentation =
    segmented.length === 0 ? '' : `JOIN ${identifier(segmentationTable(name))} AS s ON s.id = a.id`
  const roots = points.map(
    (column, index) => `JOIN unnest($2::bigint[], $3::bigint[]) AS r${String(index)} (supervoxel, root)
      ON r${String(index)}.supervoxel = ${columnList([column], 's')}`,
  )
  // The casts give $2 and $3 a type also where no point refers to them.
  const sql = `(SELECT ${list.join(', ')} FROM ${identifier(name)} AS a ${segmentation} ${roots.join(' ')}
    WHERE a.created <= $1::timestamp AND (a.deleted IS NULL OR a.deleted > $1::timestamp)
      AND $2::bigint[] IS NOT NULL AND $3::bigint[] IS NOT NULL ORDER BY a.id)`
  return { name, sql, columns, resolution: resolutionOf(table), notice: table.notice_text }
}
