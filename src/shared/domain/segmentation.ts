import { z } from 'zod'

/** A 64-bit id of the graph as a decimal string: JavaScript numbers lose its last digits. 0 is background. */
export const segmentId = z.string().regex(/^\d{1,20}$/)

const triple = z.tuple([z.number(), z.number(), z.number()])

/** A rectangle of one slice whose voxels are all of one supervoxel; voxels that no block covers are background. */
export const sliceBlock = z.object({
  supervoxel: z.string(),
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type SliceBlock = z.infer<typeof sliceBlock>

/** One slice of the watershed through the chunk that the dummy graph lies in. All in voxels of the segmentation. */
export const slice = z.object({
  /** Place of the chunk among the chunks of the volume. */
  chunk: triple,
  /** First voxel of the chunk, and the one behind its last. */
  from: triple,
  to: triple,
  z: z.number().int(),
  /** Nanometres per voxel. */
  resolution: triple,
  /** Voxels of the whole volume. */
  bounds: triple,
  blocks: z.array(sliceBlock),
})
export type Slice = z.infer<typeof slice>

/** What the worker wrote of a row when it last looked it up; a root is null where only the supervoxel was. */
const lookedUp = z.object({ supervoxel: z.string(), root: z.string().nullable() })

/** One point of a live row, and what lies under it. */
export const landing = z.object({
  row: z.string(),
  /** The column of the point: pt_position. */
  column: z.string(),
  /** What a reader calls the row by. */
  value: z.string().nullable(),
  /** As the table has it, in its own voxels. */
  position: triple,
  /** In voxels of the segmentation. */
  voxel: triple,
  /** Read from the watershed now; 0 on background. */
  supervoxel: z.string(),
  /** Null until a materialization looked the row up. */
  lookedUp: lookedUp.nullable(),
})
export type Landing = z.infer<typeof landing>

export const landings = z.object({
  points: z.array(landing),
  /** True when there are older rows that were left out. */
  more: z.boolean(),
})
export type Landings = z.infer<typeof landings>

/** What the graph tells of one id, as it is now. */
export const segmentNode = z.object({
  id: z.string(),
  layer: z.number().int(),
  layers: z.number().int(),
  /** Where in the volume: layer, chunk and segment are the id's own bits. */
  chunk: triple,
  segment: z.string(),
  /** Itself where it is a root. */
  root: z.string(),
  /** Level-2 nodes: the one that a supervoxel is part of, itself, or those of a root. */
  level2: z.array(z.string()),
  /** Those that it is made of; empty for a supervoxel. */
  supervoxels: z.array(z.string()),
  /** How many there are; the lists above name the first of them. */
  level2Count: z.number().int(),
  supervoxelCount: z.number().int(),
  /** When its root came to be. ISO 8601, UTC. */
  born: z.string(),
  /** False once an edit has put other roots in the place of its root. */
  latest: z.boolean(),
})
export type SegmentNode = z.infer<typeof segmentNode>

/** Ids that an answer lists of a large node. */
export const mostListed = 100

/** The roots at a time of ids that the graph knows; null where an id had none then, since its root was not born. */
export const rootsAt = z.array(z.object({ id: z.string(), root: z.string().nullable() }))
export type RootsAt = z.infer<typeof rootsAt>

/** Roots before and after it, oldest first: each edit of the segmentation ends some and makes others. */
export const rootLineage = z.object({
  roots: z.array(z.object({ id: z.string(), born: z.string(), latest: z.boolean() })),
  /** From a root to one that took its place. */
  links: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type RootLineage = z.infer<typeof rootLineage>
