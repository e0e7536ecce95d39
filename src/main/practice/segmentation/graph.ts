/** The dummy graph (CAVE-FACTS 4): two supervoxels in chunk (1, 0, 0), one root in layer 4. Ids are 64 bits wide. */
export const supervoxels = [72127962782105600n, 72127962782105601n] as const
export const root = 288230376151711745n
/** Layer 2, chunk (1, 0, 0), segment 1. The layer between has one node only and is skipped. */
const chunkNode = 144185556820033537n
export const layers = 4

/** The root's birth; before it no root can be found. */
export const birth = new Date('2020-01-01T00:00:00Z')

/** Written part of the watershed, in voxels of 8 x 8 x 40 nm; elsewhere background. */
const box = { from: [512, 0, 0], to: [1024, 512, 64] } as const
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
  if (layerOf(node) <= stop) return children.has(node) ? [node] : []
  return (children.get(node) ?? []).flatMap((child) => leaves(child, stop))
}

/** 0n on background and out of bounds. */
export const supervoxelAt = (x: number, y: number, z: number): bigint => {
  const inside = [x, y, z].every((value, axis) => {
    const voxel = Math.floor(value)
    return voxel >= (box.from[axis] ?? 0) && voxel < (box.to[axis] ?? 0)
  })
  if (!inside) return 0n
  return x < border ? supervoxels[0] : supervoxels[1]
}

/** The ids that have the root at a time: none before its birth. */
export const rootedAt = (at: Date): readonly bigint[] => (at >= birth ? [...children.keys()] : [])

const layerOf = (node: bigint): number => Number(node >> 56n)

/** What a node is part of, by id. */
const parents: ReadonlyMap<bigint, bigint> = new Map(
  [...children].flatMap(([parent, below]) => below.map((child) => [child, parent] as const)),
)

/**
 * The first node from `node` upwards that is in layer `stop`, or above it: a layer can be skipped. 0n for supervoxel 0; undefined
 * for an id that the graph does not have, or before the root's birth. What is in that layer already answers itself, known or not,
 * at any time, as PyChunkedGraph's get_root does.
 */
export const rootOf = (node: bigint, at: Date, stop = layers): bigint | undefined => {
  if (node === 0n) return 0n
  let found: bigint | undefined = node
  while (found !== undefined && layerOf(found) < stop) found = at >= birth ? parents.get(found) : undefined
  return found
}

export const isLatest = (node: bigint, at: Date): boolean => node === root && at >= birth
