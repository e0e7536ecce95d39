import { Hono } from 'hono'
import { box, segmentation } from './graph'

const chunk = [256, 256, 32] as const
const size = [2048, 2048, 512] as const

export const scale = {
  chunk_sizes: [chunk],
  encoding: 'raw',
  key: '8_8_40',
  resolution: [8, 8, 40],
  size,
  voxel_offset: [0, 0, 0],
} as const

const info = { data_type: 'uint64', num_channels: 1, scales: [scale], type: 'segmentation' }

/** First voxel of the chunk that a file's name tells; undefined when the volume has no such chunk, or left it unwritten. */
export const chunkStart = (name: string): readonly [number, number, number] | undefined => {
  const found = /^(\d+)-(\d+)_(\d+)-(\d+)_(\d+)-(\d+)$/.exec(name)
  if (found === null) return undefined
  const [x0 = 0, x1, y0 = 0, y1, z0 = 0, z1] = found.slice(1).map(Number)
  const ends = [x1, y1, z1]
  const start = [x0, y0, z0] as const
  const written = start.every(
    (from, axis) =>
      from % (chunk[axis] ?? 1) === 0 &&
      ends[axis] === from + (chunk[axis] ?? 0) &&
      from >= (box.from[axis] ?? 0) &&
      from < (box.to[axis] ?? 0),
  )
  return written ? start : undefined
}

const pieceBytes = 1024 * 1024

/**
 * The chunk's voxels: little-endian uint64, x fastest. The two supervoxels meet at a border of chunks, so that each chunk holds one id;
 * it is sent in pieces because a whole one takes 16 MB.
 */
const chunkBody = (start: readonly [number, number, number]): ReadableStream<Uint8Array> => {
  const bytes = chunk[0] * chunk[1] * chunk[2] * 8
  const piece = new Uint8Array(pieceBytes)
  const view = new DataView(piece.buffer)
  const id = segmentation.supervoxelAt(...start)
  for (let offset = 0; offset < pieceBytes; offset += 8) view.setBigUint64(offset, id, true)
  let sent = 0
  return new ReadableStream({
    pull: (controller) => {
      if (sent === bytes) {
        controller.close()
        return
      }
      controller.enqueue(piece)
      sent += pieceBytes
    },
  })
}

/** The precomputed watershed below /ws/, as the genuine gateway serves its files. */
export const watershed = (): Hono => {
  const app = new Hono()
  app.get('/ws/fake_ws/info', (call) => call.json(info))
  app.get(`/ws/fake_ws/${scale.key}/:chunk`, (call) => {
    const start = chunkStart(call.req.param('chunk'))
    if (start === undefined) return call.notFound()
    return call.body(chunkBody(start), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(chunk[0] * chunk[1] * chunk[2] * 8),
    })
  })
  return app
}
