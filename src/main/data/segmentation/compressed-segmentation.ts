import { Failure } from '../../../shared/errors'

export type Triple = readonly [number, number, number]

export interface Labels {
  /** The label of a voxel, counted from the first of the file. */
  at(x: number, y: number, z: number): bigint
}

const short = (): Failure =>
  new Failure({
    code: 'CAVE_REFUSED',
    what: 'The watershed could not be read.',
    why: 'A file of it ends before all of its voxels are told.',
    fix: 'Look at the log of the gateway, then try again.',
  })

const wordBytes = 4

/**
 * Neuroglancer's `compressed_segmentation` of one channel of uint64. A volume is cut into blocks; each has a table of its labels and, for
 * every voxel, the place of its label in it: in as few bits as tell them apart, none where there is one label.
 * https://github.com/google/neuroglancer/blob/master/src/sliceview/compressed_segmentation/README.md
 */
export const readCompressedSegmentation = (bytes: Uint8Array, size: Triple, block: Triple): Labels => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (index: number): number => {
    if (index < 0 || (index + 1) * wordBytes > bytes.byteLength) throw short()
    return view.getUint32(index * wordBytes, true)
  }
  const channel = word(0)
  const blocksX = Math.ceil(size[0] / block[0])
  const blocksY = Math.ceil(size[1] / block[1])
  const labelAt = (index: number): bigint => BigInt(word(index)) | (BigInt(word(index + 1)) << 32n)
  /** Blocks of one label alone: most of them, so that a slice takes milliseconds. */
  const uniform = new Map<number, bigint>()
  return {
    at: (x, y, z) => {
      const [inX, inY, inZ] = [x % block[0], y % block[1], z % block[2]]
      const which = (x - inX) / block[0] + blocksX * ((y - inY) / block[1] + blocksY * ((z - inZ) / block[2]))
      const known = uniform.get(which)
      if (known !== undefined) return known
      const head = word(channel + which * 2)
      const [table, bits] = [head & 0xffffff, head >>> 24]
      if (bits === 0) {
        const label = labelAt(channel + table)
        uniform.set(which, label)
        return label
      }
      const bit = bits * (inX + block[0] * (inY + block[1] * inZ))
      const values = channel + word(channel + which * 2 + 1)
      const place = word(values + Math.floor(bit / 32)) >>> (bit % 32)
      const mask = bits === 32 ? 0xffffffff : (1 << bits) - 1
      return labelAt(channel + table + ((place & mask) >>> 0) * 2)
    },
  }
}
