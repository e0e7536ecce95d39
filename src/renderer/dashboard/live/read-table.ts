import { z } from 'zod'
import { cell } from '../../../shared/domain/annotation'
import { cavePaths } from '../cave'
import { ask } from '../reading/ask'
import { readNewestRows, type Annotation, type NewestRows } from './newest-rows'
import { liveTexts as texts } from './texts'

const id = z.union([z.string(), z.number()]).transform(String)

const annotation = z
  .looseObject({
    id,
    /** The text "None" where it is not. */
    deleted: z.string().nullable(),
    superceded_id: z.unknown(),
  })
  .transform(({ id, deleted, superceded_id: successor, ...rest }): Annotation => {
    const cells = z.record(z.string(), cell.catch(null)).parse(rest)
    return { id, live: (deleted ?? 'None') === 'None' && (successor ?? null) === null, cells }
  })

const annotations = z.array(annotation)
const names = z.array(z.string())

const metadata = z.object({
  schema_type: z.string(),
  description: z.string().nullish(),
  voxel_resolution_x: z.number(),
  voxel_resolution_y: z.number(),
  voxel_resolution_z: z.number(),
})
export interface TableAbout {
  readonly schemaType: string
  readonly description: string
  /** Nanometres per voxel. */
  readonly voxelResolution: readonly [number, number, number]
}

export const readTableNames = (signal: AbortSignal): Promise<readonly string[]> =>
  ask({ path: cavePaths.tables, answer: names, what: texts.tablesNotRead }, signal)

export const readTableAbout = async (table: string, signal: AbortSignal): Promise<TableAbout> => {
  const question = { path: cavePaths.table(table), answer: metadata, what: texts.notRead(table) }
  const about = await ask(question, signal)
  return {
    schemaType: about.schema_type,
    description: about.description ?? '',
    voxelResolution: [about.voxel_resolution_x, about.voxel_resolution_y, about.voxel_resolution_z],
  }
}

/** The newest live rows of a table, as they are now. */
export const readLiveRows = (
  table: string,
  signal: AbortSignal,
  before: NewestRows | null,
): Promise<NewestRows> => {
  const path = cavePaths.table(table)
  const what = texts.notRead(table)
  return readNewestRows(
    {
      count: () => ask({ path: `${path}/count`, answer: z.number(), what }, signal),
      read: (ids) =>
        ask(
          { path: `${path}/annotations?annotation_ids=${ids.join(',')}`, answer: annotations, what },
          signal,
        ),
    },
    before,
  )
}
