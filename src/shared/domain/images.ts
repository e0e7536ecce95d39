import { z } from 'zod'
import { errorInfo } from '../errors'

/** The images of the genuine fleet, as they are on this machine now. Sizes are bytes; those of downloads are estimates. */
export const imagesStatus = z.object({
  /** Why no engine can be used; null where one answers. Then nothing is known of the images. */
  trouble: errorInfo.nullable(),
  images: z.array(
    z.object({
      /** As the fleet names it: caveconnectome/pychunkedgraph:v2.21.1. */
      name: z.string(),
      here: z.boolean(),
      /** What its download weighs; null for one that only its user knows. */
      size: z.number().nullable(),
    }),
  ),
  /** What would still be downloaded. */
  download: z.number(),
  /** What it fills once it is unpacked. */
  disk: z.number(),
  /** What is to be said of the processor that Docker has; empty where there is nothing. */
  note: z.string(),
})
export type ImagesStatus = z.infer<typeof imagesStatus>

/** A download of the images, beside whatever runs. */
export const imagesDownload = z.object({
  state: z.enum(['idle', 'running', 'done', 'failed', 'cancelled']),
  images: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['waiting', 'loading', 'ready']),
      /** Bytes on the wire. */
      done: z.number(),
      /** The engine's own figure once it tells one, before that the estimate; null where there is neither. */
      total: z.number().nullable(),
      detail: z.string(),
    }),
  ),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  error: errorInfo.nullable(),
})
export type ImagesDownload = z.infer<typeof imagesDownload>
