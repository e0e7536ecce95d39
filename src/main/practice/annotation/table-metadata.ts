import { z } from 'zod'
import type { PracticeContext } from '../context'
import type { Session } from '../databases'
import { exactFloat } from './exact-json'
import { raised } from './refusal'
import { readRows } from './rows'
import { isoTime } from './timestamps'

export const permission = z.enum(['PRIVATE', 'GROUP', 'PUBLIC'])
export const userId = z.union([z.string(), z.number(), z.bigint()]).transform(String)

const time = z.string().nullable()

const row = z.object({
  id: z.number(),
  schema_type: z.string(),
  table_name: z.string(),
  valid: z.boolean().nullable(),
  created: time,
  deleted: time,
  user_id: z.string(),
  description: z.string(),
  notice_text: z.string().nullable(),
  reference_table: z.string().nullable(),
  flat_segmentation_source: z.string().nullable(),
  voxel_resolution_x: z.number(),
  voxel_resolution_y: z.number(),
  voxel_resolution_z: z.number(),
  write_permission: z.string(),
  read_permission: z.string(),
  last_modified: time,
})
export type TableMetadata = z.infer<typeof row>

const segmentationRow = z.object({
  id: z.number(),
  table_name: z.string(),
  valid: z.boolean().nullable(),
  created: time,
  deleted: time,
  segmentation_source: z.string().nullable(),
  pcg_table_name: z.string(),
  last_updated: time,
  annotation_table: z.string(),
})
export type SegmentationMetadata = z.infer<typeof segmentationRow>

/** A table's metadata as stored; times are PostgreSQL's text. */
export const readMetadata = async (session: Session, table: string): Promise<TableMetadata | undefined> => {
  const [found] = await readRows(session, row, 'annotation_table_metadata WHERE table_name = $1', [table])
  return found
}

/** The metadata of a table; an unknown one fails as the genuine service's look-up of its metadata does. */
export const openTable = async ({ live }: PracticeContext, table: string): Promise<TableMetadata> => {
  const metadata = await readMetadata(live, table)
  if (metadata === undefined) throw raised(`'NoneType' object is not subscriptable`)
  return metadata
}

/** Every table, oldest first: one that is marked as deleted, too. */
export const readAllMetadata = (session: Session): Promise<readonly TableMetadata[]> =>
  readRows(session, row, 'annotation_table_metadata WHERE valid ORDER BY id')

/** Metadata of the table's segmentation; there is none before the first look-up. */
export const readSegmentationMetadata = async (
  session: Session,
  table: string,
): Promise<SegmentationMetadata | undefined> => {
  const from = 'segmentation_table_metadata WHERE annotation_table = $1'
  const [found] = await readRows(session, segmentationRow, from, [table])
  return found
}

const times = new Set(['created', 'deleted', 'last_modified', 'last_updated'])

/** As an API answers either kind of metadata: ISO times with six digits, resolutions as floats. */
export const shownMetadata = (metadata: TableMetadata | SegmentationMetadata): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => {
      if (times.has(name)) return [name, isoTime(value === null ? null : String(value))]
      return [name, typeof value === 'number' && name !== 'id' ? exactFloat(value) : value]
    }),
  )

/** Text for a header: latin-1 on one line. */
export const headerText = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
