import { z } from 'zod'
import { panelAgent } from '../../../shared/domain/service'
import type { SliceBlock } from '../../../shared/domain/segmentation'
import { cancelled, Failure } from '../../../shared/errors'
import { within } from '../../waiting/limit'
import { unreachable } from '../cave'
import { readCompressedSegmentation, type Labels, type Triple } from './compressed-segmentation'

const triple = z.tuple([z.number(), z.number(), z.number()])

const volumeInfo = z.object({
  data_type: z.literal('uint64'),
  scales: z
    .array(
      z.object({
        key: z.string(),
        encoding: z.literal('compressed_segmentation'),
        compressed_segmentation_block_size: triple,
        chunk_sizes: z.array(triple).min(1),
        size: triple,
        voxel_offset: triple,
      }),
    )
    .min(1),
})

const readMilliseconds = 10_000
const what = 'The watershed could not be read.'

/** A file behind the gateway; undefined where there is none, which means background. */
const fetchFile = async (
  address: string,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> => {
  try {
    return await within(signal, { milliseconds: readMilliseconds, waitingFor: path }, async (limited) => {
      const answer = await fetch(`${address}${path}`, {
        redirect: 'error',
        signal: limited,
        headers: { 'user-agent': panelAgent },
      })
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      if (answer.status === 404) return undefined
      throw unreachable(what, `The gateway answered ${String(answer.status)} to ${path}.`)
    })
  } catch (error) {
    if (signal.aborted) throw cancelled(what)
    if (error instanceof Failure) throw error
    throw unreachable(what, `Nothing answers at ${address}.`, error)
  }
}

const unreadable = (path: string): Failure =>
  new Failure({
    code: 'CAVE_REFUSED',
    what,
    why: `${path} is not there, or describes a volume of another kind than the dummy's.`,
    fix: 'Run “Get demo-ready”: it puts the watershed back behind the gateway.',
  })

const parsed = (file: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(file))
  } catch {
    // A page of the gateway: it describes no volume.
    return undefined
  }
}

interface Piece {
  /** First voxel, and the one behind the last. */
  readonly from: Triple
  readonly to: Triple
  /** Undefined: background. */
  readonly labels: Labels | undefined
}

export interface Watershed {
  /** 0n on background and out of bounds; a fraction of a voxel belongs to the voxel that it lies in. */
  at(voxel: Triple): Promise<bigint>
  /** Rectangles of one supervoxel each, of one slice. */
  slice(from: Triple, to: Triple, z: number): Promise<SliceBlock[]>
}

const background = 0n

/** The precomputed volume behind the gateway, as cloud-volume reads it. Its files are read once for as long as this is used. */
export const openWatershed = async (
  address: string,
  path: string,
  signal: AbortSignal,
): Promise<Watershed> => {
  const infoPath = `${path}/info`
  const file = await fetchFile(address, infoPath, signal)
  const info = volumeInfo.safeParse(file === undefined ? undefined : parsed(file))
  const [scale] = info.data?.scales ?? []
  const [chunk] = scale?.chunk_sizes ?? []
  if (scale === undefined || chunk === undefined) throw unreadable(infoPath)
  const { size, voxel_offset: offset, compressed_segmentation_block_size: block } = scale

  const pieces = new Map<string, Promise<Piece>>()
  const read = async (from: Triple): Promise<Piece> => {
    const end = (axis: 0 | 1 | 2): number => Math.min(from[axis] + chunk[axis], offset[axis] + size[axis])
    const to: Triple = [end(0), end(1), end(2)]
    const name = from.map((start, axis) => `${String(start)}-${String(to[axis])}`).join('_')
    const bytes = await fetchFile(address, `${path}/${scale.key}/${name}`, signal)
    const extent: Triple = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
    return { from, to, labels: bytes && readCompressedSegmentation(bytes, extent, block) }
  }
  /** The file that a voxel lies in; undefined out of bounds. */
  const pieceOf = async (voxel: Triple): Promise<Piece | undefined> => {
    const start = (axis: 0 | 1 | 2): number =>
      offset[axis] + Math.floor((voxel[axis] - offset[axis]) / chunk[axis]) * chunk[axis]
    const outside = ([0, 1, 2] as const).some(
      (axis) => voxel[axis] < offset[axis] || voxel[axis] >= offset[axis] + size[axis],
    )
    if (outside || voxel.some(Number.isNaN)) return undefined
    const from: Triple = [start(0), start(1), start(2)]
    const key = from.join(' ')
    const known = pieces.get(key) ?? read(from)
    pieces.set(key, known)
    return known
  }
  const labelIn = ({ from, labels }: Piece, [x, y, z]: Triple): bigint =>
    labels?.at(x - from[0], y - from[1], z - from[2]) ?? background

  return {
    at: async ([x, y, z]) => {
      const voxel: Triple = [Math.floor(x), Math.floor(y), Math.floor(z)]
      const piece = await pieceOf(voxel)
      return piece === undefined ? background : labelIn(piece, voxel)
    },
    slice: async (from, to, z) => {
      const blocks: SliceBlock[] = []
      for (let top = from[1]; top < to[1];) {
        let bottom = to[1]
        for (let left = from[0]; left < to[0];) {
          const piece = await pieceOf([left, top, z])
          // Out of bounds everything is background.
          if (piece === undefined) break
          const [right, low] = [Math.min(piece.to[0], to[0]), Math.min(piece.to[1], to[1])]
          if (piece.labels !== undefined)
            blocks.push(...blocksOf((x, y) => labelIn(piece, [x, y, z]), [left, top, right, low]))
          bottom = Math.min(bottom, low)
          left = right
        }
        top = bottom
      }
      return blocks
    },
  }
}

type Run = readonly [from: number, to: number, label: bigint]

const runsOf = (label: (x: number) => bigint, left: number, right: number): readonly Run[] => {
  const runs: Run[] = []
  let start = left
  let own = label(left)
  for (let x = left + 1; x <= right; x += 1) {
    const next = x < right ? label(x) : undefined
    if (next === own) continue
    if (own !== background) runs.push([start, x, own])
    start = x
    own = next ?? background
  }
  return runs
}

const alike = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.length === b.length && a.every((run, index) => run.every((part, place) => part === b[index]?.[place]))

/** Rows that are cut alike are one row of rectangles. */
const blocksOf = (
  label: (x: number, y: number) => bigint,
  [left, top, right, bottom]: readonly [number, number, number, number],
): SliceBlock[] => {
  const blocks: SliceBlock[] = []
  for (let first = top; first < bottom;) {
    const runs = runsOf((x) => label(x, first), left, right)
    let next = first + 1
    while (
      next < bottom &&
      alike(
        runs,
        runsOf((x) => label(x, next), left, right),
      )
    )
      next += 1
    for (const [from, to, supervoxel] of runs)
      blocks.push({
        supervoxel: String(supervoxel),
        x: from,
        y: first,
        width: to - from,
        height: next - first,
      })
    first = next
  }
  return blocks
}
