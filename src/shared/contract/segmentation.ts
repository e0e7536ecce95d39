import { z } from 'zod'
import { landings, rootLineage, rootsAt, segmentId, segmentNode, slice } from '../domain/segmentation'
import { call } from './channel'

/** Reads alone: the panel never edits a segmentation. */
export const segmentationChannels = {
  /** Without a `z`, the chunk's first slice. */
  'segmentation.slice': call(z.object({ z: z.number().int().min(0).nullable().default(null) }), slice),
  /** Where the points of live rows land, the newest rows first. */
  'segmentation.landings': call(
    z.object({
      table: z.string().min(1).max(200),
      limit: z.number().int().min(1).max(1000).default(1000),
    }),
    landings,
  ),
  'segmentation.node': call(z.object({ id: segmentId }), segmentNode),
  /** `at`: ISO 8601; null for now. */
  'segmentation.roots': call(
    z.object({
      ids: z.array(segmentId).min(1).max(100),
      at: z.iso.datetime({ offset: true }).nullable(),
    }),
    rootsAt,
  ),
  'segmentation.lineage': call(z.object({ root: segmentId }), rootLineage),
}
