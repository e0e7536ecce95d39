import type { Landing, Slice } from '../../shared/domain/segmentation'

export type Voxel = readonly [x: number, y: number, z: number]
type Bounds = Pick<Slice, 'from' | 'to'>

const within = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), to - 1)

/** The nearest whole voxel of the chunk. */
export const inChunk = ([x, y, z]: Voxel, { from, to }: Bounds): Voxel => [
  within(Math.floor(x), from[0], to[0]),
  within(Math.floor(y), from[1], to[1]),
  within(Math.floor(z), from[2], to[2]),
]

export const isInChunk = (voxel: Voxel, bounds: Bounds): boolean =>
  voxel.map(Math.floor).every((value, axis) => value === inChunk(voxel, bounds)[axis])

/** The supervoxel at a place of a slice; 0 on background. */
export const supervoxelAt = ({ blocks }: Pick<Slice, 'blocks'>, [x, y]: Voxel): string =>
  blocks.find(
    (block) => x >= block.x && x < block.x + block.width && y >= block.y && y < block.y + block.height,
  )?.supervoxel ?? '0'

/** Those of a slice, each once, lowest id first: ids of one chunk have as many digits. */
export const supervoxelsOf = ({ blocks }: Pick<Slice, 'blocks'>): readonly string[] =>
  [...new Set(blocks.map(({ supervoxel }) => supervoxel))].sort()

/** Steps of the arrow keys, in voxels: usual, and with Shift. */
const steps = { usual: 8, fine: 1 } as const

const directions: Readonly<Record<string, Voxel>> = {
  ArrowLeft: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  ArrowUp: [0, -1, 0],
  ArrowDown: [0, 1, 0],
}

/** Where a key leads from a place; null for a key that leads nowhere. */
export const movedBy = (key: string, fine: boolean, [x, y, z]: Voxel, bounds: Bounds): Voxel | null => {
  const direction = directions[key]
  const step = fine ? steps.fine : steps.usual
  if (direction !== undefined) return inChunk([x + direction[0] * step, y + direction[1] * step, z], bounds)
  if (key === 'PageUp') return inChunk([x, y, z - 1], bounds)
  if (key === 'PageDown') return inChunk([x, y, z + 1], bounds)
  return null
}

/** The point of a row after, or before, the one at a place: in the order of the list, round and round. */
export const nextLanding = (
  landings: readonly Landing[],
  place: Voxel,
  bounds: Bounds,
  by: 1 | -1,
): Landing | undefined => {
  const here = landings.filter(({ voxel }) => isInChunk(voxel, bounds))
  const at = here.findIndex(({ voxel }) => voxel.every((value, axis) => Math.floor(value) === place[axis]))
  if (at === -1) return by === 1 ? here[0] : here.at(-1)
  return here[(at + by + here.length) % here.length]
}
