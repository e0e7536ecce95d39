import { columnList, tableColumns, type TableColumn } from '../annotation/columns'
import { identifier, segmentationTable } from '../annotation/identifier'
import type { TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { root, rootedAt } from '../segmentation/graph'

export type Resolution = readonly [x: number, y: number, z: number]

/** Collects parameters: a value never becomes part of the SQL. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${String(this.values.length)}`
  }
}

/** A table as a query sees it: SQL that gives its rows, and what its columns are. */
export interface Source {
  readonly name: string
  readonly sql: string
  readonly columns: readonly TableColumn[]
  /** Nanometres per voxel. */
  readonly resolution: Resolution
  readonly notice: string | null
}

const sourceOf = (table: TableMetadata, columns: readonly TableColumn[], sql: string): Source => ({
  name: table.table_name,
  sql,
  columns,
  resolution: [table.voxel_resolution_x, table.voxel_resolution_y, table.voxel_resolution_z],
  notice: table.notice_text,
})

/** A table of a version. */
export const frozenSource = (context: PracticeContext, table: TableMetadata): Source =>
  sourceOf(table, tableColumns(context.schemas, table).flat, identifier(table.table_name))

/**
 * The live table as it was at a time (naive UTC), with the roots of that time: before the root's birth the graph answers the supervoxel
 * itself (CAVE-FACTS 4). Rows that nobody has looked up yet are left out.
 */
export const liveSource = (
  context: PracticeContext,
  table: TableMetadata,
  time: string,
  parameters: Parameters,
): Source => {
  const { flat, segmentation } = tableColumns(context.schemas, table)
  const at = parameters.add(time)
  const rooted = parameters.add(rootedAt(new Date(`${time}Z`)).map(String))
  const list = flat.map((column) => {
    if (column.name === 'valid') return 'true AS valid'
    if (column.place === 'annotation') return columnList([column], 'a')
    if (!column.name.endsWith('_root_id')) return columnList([column], 's')
    const supervoxel = `s.${identifier(column.name.replace(/root_id$/, 'supervoxel_id'))}`
    return `CASE WHEN ${supervoxel} = ANY(${rooted}::bigint[]) THEN ${String(root)} ELSE ${supervoxel} END
      AS ${identifier(column.name)}`
  })
  const name = table.table_name
  const join =
    segmentation.length === 0 ? '' : `JOIN ${identifier(segmentationTable(name))} AS s ON s.id = a.id`
  // The last condition always holds: it gives the parameter its type where no column uses it.
  const sql = `(SELECT ${list.join(', ')} FROM ${identifier(name)} AS a ${join}
    WHERE a.created <= ${at}::timestamp AND (a.deleted IS NULL OR a.deleted > ${at}::timestamp)
      AND ${rooted}::bigint[] IS NOT NULL ORDER BY a.id)`
  return sourceOf(table, flat, sql)
}
