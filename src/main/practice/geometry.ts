/** A place in voxels, as CAVE writes positions. */
export type Point = readonly [x: number, y: number, z: number]

const hasZ = 0x80000000
const hasSrid = 0x20000000
const point = 1

/** EWKB of POINT Z in hex, upper case and little endian, exactly as a plain SELECT of PostGIS prints it. */
export const encodePoint = ([x, y, z]: Point): string => {
  const bytes = Buffer.alloc(29)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt32LE(point + hasZ, 1)
  bytes.writeDoubleLE(x, 5)
  bytes.writeDoubleLE(y, 13)
  bytes.writeDoubleLE(z, 21)
  return bytes.toString('hex').toUpperCase()
}

/** The point of an EWKB hex text of either byte order, with or without SRID; undefined for anything else. */
export const decodePoint = (hex: string): Point | undefined => {
  if (hex.length < 58 || !/^[\da-f]+$/i.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  const little = bytes[0] === 1
  if (!little && bytes[0] !== 0) return undefined
  const type = little ? bytes.readUInt32LE(1) : bytes.readUInt32BE(1)
  const srid = type % hasZ >= hasSrid
  if (type !== point + hasZ + (srid ? hasSrid : 0)) return undefined
  const from = srid ? 9 : 5
  if (bytes.length !== from + 24 || hex.length !== bytes.length * 2) return undefined
  const at = (offset: number): number => (little ? bytes.readDoubleLE(offset) : bytes.readDoubleBE(offset))
  return [at(from), at(from + 8), at(from + 16)]
}
