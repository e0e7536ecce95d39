import { z } from 'zod'
import { place } from './place'

const foreignObject = z.object({
  kind: z.enum(['container', 'volume', 'network']),
  name: z.string(),
  /** The Compose file or folder that it tells of; null where it tells none. */
  origin: z.string().nullable(),
  /** Of a container; nothing else can be stopped. */
  running: z.boolean(),
})

/** What of others has the names of this home's genuine fleet, and the way round it. */
export const foreign = z.object({
  project: z.string(),
  objects: z.array(foreignObject),
  /** Ports of this machine that its running containers are published at. */
  ports: z.array(z.number().int()),
  /** A place that nothing has: another project, and another port where theirs is taken by what runs. */
  free: place,
})
export type Foreign = z.infer<typeof foreign>
