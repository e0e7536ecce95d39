import type { Triple } from './compressed-segmentation'

/** How the bits of an id are shared out: the layer first, then x, y and z of the chunk, the rest counts the segments of the chunk. */
export interface IdBits {
  readonly layer: number
  /** Bits of each coordinate, by layer. */
  readonly spatial: ReadonlyMap<number, number>
}

export interface IdParts {
  readonly layer: number
  readonly chunk: Triple
  readonly segment: bigint
}

const width = 64n
export const largestId = 2n ** width - 1n

export const partsOf = (id: bigint, bits: IdBits): IdParts => {
  const layer = Number(id >> (width - BigInt(bits.layer)))
  const each = BigInt(bits.spatial.get(layer) ?? 0)
  const rest = width - BigInt(bits.layer)
  const coordinate = (place: bigint): number => Number((id >> (rest - each * place)) & ((1n << each) - 1n))
  const segmentBits = rest - each * 3n
  return {
    layer,
    chunk: [coordinate(1n), coordinate(2n), coordinate(3n)],
    segment: id & ((1n << segmentBits) - 1n),
  }
}
