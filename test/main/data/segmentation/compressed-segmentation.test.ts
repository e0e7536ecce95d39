import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  readCompressedSegmentation,
  type Triple,
} from '../../../../src/main/data/segmentation/compressed-segmentation'

/** An encoder of its own, after Neuroglancer's description: every block with as many bits as `bitsFor` says. */
const encode = (
  label: (x: number, y: number, z: number) => bigint,
  size: Triple,
  block: Triple,
  bitsFor: (labels: number) => number,
): Uint8Array => {
  const blocks = [0, 1, 2].map((axis) => Math.ceil((size[axis] ?? 0) / (block[axis] ?? 1)))
  const [bx = 0, by = 0, bz = 0] = blocks
  const heads: number[] = []
  const body: number[] = []
  const bodyStart = bx * by * bz * 2
  for (let c = 0; c < bz; c += 1)
    for (let b = 0; b < by; b += 1)
      for (let a = 0; a < bx; a += 1) {
        const voxels: bigint[] = []
        for (let z = 0; z < block[2]; z += 1)
          for (let y = 0; y < block[1]; y += 1)
            for (let x = 0; x < block[0]; x += 1)
              voxels.push(label(a * block[0] + x, b * block[1] + y, c * block[2] + z))
        const table = [...new Set(voxels)]
        const bits = bitsFor(table.length)
        const values = bodyStart + body.length
        const words = Array.from({ length: Math.ceil((voxels.length * bits) / 32) }, () => 0)
        if (bits > 0)
          for (const [index, voxel] of voxels.entries()) {
            const bit = index * bits
            const word = Math.floor(bit / 32)
            words[word] = ((words[word] ?? 0) | (table.indexOf(voxel) << (bit % 32))) >>> 0
          }
        body.push(...words)
        heads.push(((bits << 24) | (bodyStart + body.length)) >>> 0, values)
        for (const id of table) body.push(Number(id & 0xffffffffn), Number(id >> 32n))
      }
  const all = Uint32Array.from([1, ...heads, ...body])
  return new Uint8Array(all.buffer)
}

const wide = 2n ** 64n - 1n
const fewest = (labels: number): number => [0, 1, 2, 4, 8, 16, 32].find((bits) => 2 ** bits >= labels) ?? 32

test.each([0, 1, 2, 4, 8, 16, 32])('labels in %i bits are read with every digit', (bits) => {
  const labels = bits === 0 ? 1n : 2n
  const label = (x: number, y: number, z: number): bigint => wide - (BigInt(x + 3 * y + 5 * z) % labels)
  const volume = readCompressedSegmentation(
    encode(label, [10, 7, 3], [8, 8, 2], () => bits),
    [10, 7, 3],
    [8, 8, 2],
  )
  for (let x = 0; x < 10; x += 1)
    for (let y = 0; y < 7; y += 1)
      for (let z = 0; z < 3; z += 1) expect(volume.at(x, y, z)).toBe(label(x, y, z))
})

test('whatever was written is read, also where blocks reach beyond the volume', () => {
  const side = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(
      fc.tuple(side, side, side),
      fc.tuple(side, side, side),
      fc.array(fc.bigInt({ min: 0n, max: wide }), { minLength: 1, maxLength: 20 }),
      (size, block, ids) => {
        const label = (x: number, y: number, z: number): bigint =>
          ids[(x * 7 + y * 11 + z * 13) % ids.length] ?? 0n
        const volume = readCompressedSegmentation(encode(label, size, block, fewest), size, block)
        const [x, y, z] = [size[0] - 1, size[1] - 1, size[2] - 1]
        expect(volume.at(x, y, z)).toBe(label(x, y, z))
        expect(volume.at(0, y, 0)).toBe(label(0, y, 0))
      },
    ),
  )
})

test('a file that was cut off is no volume', () => {
  const whole = encode(
    () => 7n,
    [8, 8, 8],
    [8, 8, 8],
    () => 8,
  )
  const volume = readCompressedSegmentation(whole.subarray(0, whole.length - 8), [8, 8, 8], [8, 8, 8])
  expect(() => volume.at(0, 0, 0)).toThrow('ends before all of its voxels are told')
})
