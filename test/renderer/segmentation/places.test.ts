import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Landing } from '../../../src/shared/domain/segmentation'
import {
  inChunk,
  isInChunk,
  movedBy,
  nextLanding,
  supervoxelAt,
  supervoxelsOf,
} from '../../../src/renderer/segmentation/places'
import { fakeSlice, firstSupervoxel, secondSupervoxel } from '../fake/fake-segmentation'

const slice = fakeSlice({ z: 10 })
const landing = (row: string, voxel: Landing['voxel']): Landing => ({
  row,
  column: 'pt_position',
  value: row,
  position: voxel,
  voxel,
  supervoxel: '0',
  lookedUp: null,
})

test('a place is on the supervoxel of its block, to the voxel', () => {
  expect(supervoxelAt(slice, [767, 0, 10])).toBe(firstSupervoxel)
  expect(supervoxelAt(slice, [768, 511, 10])).toBe(secondSupervoxel)
  expect(supervoxelAt(fakeSlice({ z: 64 }), [600, 100, 64])).toBe('0')
  expect(supervoxelsOf(slice)).toEqual([firstSupervoxel, secondSupervoxel])
})

test.each([
  ['ArrowRight', false, [608, 100, 10]],
  ['ArrowLeft', true, [599, 100, 10]],
  ['ArrowUp', false, [600, 92, 10]],
  ['ArrowDown', true, [600, 101, 10]],
  ['PageUp', false, [600, 100, 9]],
  ['PageDown', false, [600, 100, 11]],
])('%s, fine: %s, leads to %j', (key, fine, place) => {
  expect(movedBy(key, fine, [600, 100, 10], slice)).toEqual(place)
})

test('other keys lead nowhere', () => {
  expect(movedBy('a', false, [600, 100, 10], slice)).toBeNull()
  expect(movedBy('Tab', false, [600, 100, 10], slice)).toBeNull()
})

test('no key leads out of the chunk', () => {
  const keys = fc.array(
    fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'),
    { maxLength: 300 },
  )
  fc.assert(
    fc.property(keys, fc.boolean(), (pressed, fine) => {
      let place = inChunk([1023, 3, 126], slice)
      for (const key of pressed) place = movedBy(key, fine, place, slice) ?? place
      expect(isInChunk(place, slice)).toBe(true)
    }),
  )
})

test('the points of the chunk are gone through round and round, those outside left out', () => {
  const points = [landing('3', [700, 9.5, 10]), landing('2', [5, 5, 5]), landing('1', [600, 100, 10])]
  expect(nextLanding(points, [0, 0, 0], slice, 1)?.row).toBe('3')
  expect(nextLanding(points, [700, 9, 10], slice, 1)?.row).toBe('1')
  expect(nextLanding(points, [600, 100, 10], slice, 1)?.row).toBe('3')
  expect(nextLanding(points, [700, 9, 10], slice, -1)?.row).toBe('1')
  expect(nextLanding([], [700, 9, 10], slice, 1)).toBeUndefined()
})
