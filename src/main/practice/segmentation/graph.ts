import type { Segmentation } from '../context'

/** The dummy graph (CAVE-FACTS 4): two supervoxels in chunk (1, 0, 0), one root in layer 4. */
export const supervoxels = [72127962782105600n, 72127962782105601n] as const
export const root = 288230376151711745n
/** Layer 2, chunk (1, 0, 0), segment 1. The layer between has one node only and is skipped. */
const chunkNode = 144185556820033537n
export const layers = 4

/** The root's birth; before it no root can be found. */
export const birth = new Date('2020-01-01T00:00:00Z')

/** Written part of the watershed, in voxels; elsewhere background. */
export const box = { from: [512, 0, 0], to: [1024, 512, 64] } as const
const border = 768

/** What a node holds, by id; ids that are missing here are unknown to the graph. */
export const children: ReadonlyMap<bigint, readonly bigint[]> = new Map<bigint, readonly bigint[]>([
  [root, [chunkNode]],
  [chunkNode, supervoxels],
  [supervoxels[0], []],
  [supervoxels[1], []],
])

/** Ids below `node` in layer `stop`; empty for an unknown node. */
export const leaves = (node: bigint, stop: number): readonly bigint[] => {
  const layer = Number(node >> 56n)
  if (layer <= stop) return children.has(node) ? [node] : []
  return (children.get(node) ?? []).flatMap((child) => leaves(child, stop))
}

export const segmentation: Segmentation = {
  supervoxelAt: (x, y, z) => {
    const at = [x, y, z].map(Math.floor)
    const inside = at.every((value, axis) => value >= (box.from[axis] ?? 0) && value < (box.to[axis] ?? 0))
    if (!inside) return 0n
    return x < border ? supervoxels[0] : supervoxels[1]
  },
  rootOf: (node, at) => {
    if (node === 0n) return 0n
    return children.has(node) && at >= birth ? root : undefined
  },
  isLatest: (node, at) => node === root && at >= birth,
}
