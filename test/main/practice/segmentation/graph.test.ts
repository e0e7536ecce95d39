import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaves, root, segmentation, supervoxels } from '../../../../src/main/practice/segmentation/graph'
import { chunkStart } from '../../../../src/main/practice/segmentation/watershed'

const at = new Date()
const voxel = fc.tuple(
  fc.integer({ min: -100, max: 2200 }),
  fc.integer({ min: -100, max: 2200 }),
  fc.integer({ min: -50, max: 600 }),
)

test("the demo's two points lie on the two supervoxels", () => {
  expect(segmentation.supervoxelAt(600, 100, 10)).toBe(72127962782105600n)
  expect(segmentation.supervoxelAt(900, 100, 10)).toBe(72127962782105601n)
})

test('every voxel of the box lies on a supervoxel with the root; all others are background', () => {
  fc.assert(
    fc.property(voxel, ([x, y, z]) => {
      const inside = x >= 512 && x < 1024 && y >= 0 && y < 512 && z >= 0 && z < 64
      const id = segmentation.supervoxelAt(x, y, z)
      expect(id).toBe(inside ? supervoxels[x < 768 ? 0 : 1] : 0n)
      expect(segmentation.rootOf(id, at)).toBe(inside ? root : 0n)
    }),
  )
})

test('a fraction of a voxel belongs to the voxel that it lies in', () => {
  fc.assert(
    fc.property(voxel, fc.double({ min: 0, max: 0.99, noNaN: true }), ([x, y, z], part) => {
      expect(segmentation.supervoxelAt(x + part, y + part, z + part)).toBe(segmentation.supervoxelAt(x, y, z))
    }),
  )
})

test('the file of a chunk holds what the look-up of its voxels says', () => {
  fc.assert(
    fc.property(voxel, ([x, y, z]) => {
      fc.pre(x >= 0 && y >= 0 && z >= 0)
      const [x0, y0, z0] = [x - (x % 256), y - (y % 256), z - (z % 32)]
      const name = [x0, y0, z0]
        .map((from, axis) => `${String(from)}-${String(from + (axis === 2 ? 32 : 256))}`)
        .join('_')
      const start = chunkStart(name)
      const told = start === undefined ? 0n : segmentation.supervoxelAt(...start)
      expect(told).toBe(segmentation.supervoxelAt(x, y, z))
    }),
  )
})

test('unknown ids have neither root nor leaves', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (id) => {
      fc.pre(segmentation.rootOf(id, at) === undefined)
      expect(leaves(id, 1)).toEqual([])
      expect(segmentation.isLatest(id, at)).toBe(false)
    }),
  )
})
