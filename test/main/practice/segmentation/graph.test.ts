import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  birth,
  isLatest,
  leaves,
  root,
  rootedAt,
  rootOf,
  supervoxelAt,
  supervoxels,
} from '../../../../src/main/practice/segmentation/graph'

const at = new Date()
const voxel = fc.tuple(
  fc.integer({ min: -100, max: 2200 }),
  fc.integer({ min: -100, max: 2200 }),
  fc.integer({ min: -50, max: 600 }),
)

test("the demo's two points lie on the two supervoxels", () => {
  expect(supervoxelAt(600, 100, 10)).toBe(72127962782105600n)
  expect(supervoxelAt(900, 100, 10)).toBe(72127962782105601n)
})

test('every voxel of the box lies on a supervoxel with the root; all others are background', () => {
  fc.assert(
    fc.property(voxel, ([x, y, z]) => {
      const inside = x >= 512 && x < 1024 && y >= 0 && y < 512 && z >= 0 && z < 64
      const id = supervoxelAt(x, y, z)
      expect(id).toBe(inside ? supervoxels[x < 768 ? 0 : 1] : 0n)
      expect(rootOf(id, at)).toBe(inside ? root : 0n)
    }),
  )
})

test('a fraction of a voxel belongs to the voxel that it lies in', () => {
  fc.assert(
    fc.property(voxel, fc.double({ min: 0, max: 0.99, noNaN: true }), ([x, y, z], part) => {
      expect(supervoxelAt(x + part, y + part, z + part)).toBe(supervoxelAt(x, y, z))
    }),
  )
})

test('nothing has a root before the root was born', () => {
  expect(rootedAt(new Date(birth.getTime() - 1))).toEqual([])
  expect(rootedAt(birth)).toEqual(expect.arrayContaining([...supervoxels, root]))
  expect(rootOf(supervoxels[0], new Date(0))).toBeUndefined()
})

test('unknown ids have neither root nor leaves', () => {
  fc.assert(
    // Below the roots' layer: what is in it answers itself.
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 58n - 1n }), (id) => {
      fc.pre(rootOf(id, at) === undefined)
      expect(leaves(id, 1)).toEqual([])
      expect(isLatest(id, at)).toBe(false)
    }),
  )
})
