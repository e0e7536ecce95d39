import type { Request } from './cave'

/** Where AnnotationEngine keeps the tables of an aligned volume. */
const tablesPath = (volume: string): string =>
  `/annotation/api/v2/aligned_volume/${encodeURIComponent(volume)}/table`

export const annotationsPath = (volume: string, table: string): string =>
  `${tablesPath(volume)}/${encodeURIComponent(table)}/annotations`

export interface NewTable {
  readonly name: string
  readonly schemaType: string
  readonly description: string
  /** Nanometres per voxel. */
  readonly voxelResolution: readonly [x: number, y: number, z: number]
}

/** Asks CAVE for a table that everybody may read. */
export const newTable = (
  volume: string,
  { name, schemaType, description, voxelResolution: [x, y, z] }: NewTable,
): Request => ({
  method: 'POST',
  path: tablesPath(volume),
  what: `The table "${name}" was not created.`,
  body: {
    schema_type: schemaType,
    table_name: name,
    metadata: {
      description,
      voxel_resolution_x: x,
      voxel_resolution_y: y,
      voxel_resolution_z: z,
      read_permission: 'PUBLIC',
      write_permission: 'PRIVATE',
    },
  },
})
