/** A place in voxels, as CAVE writes positions. */
export type Point = readonly [x: number, y: number, z: number]

/** EWKB of POINT Z in hex, little endian and without SRID, exactly as a plain SELECT of PostGIS prints it. */
export const encodePoint = ([x, y, z]: Point): string =>
  `0101000080${Buffer.from(new Float64Array([x, y, z]).buffer).toString('hex')}`.toUpperCase()

/** The point of an EWKB hex text; undefined for anything else. */
export const decodePoint = (hex: string): Point | undefined => {
  if (!/^0101000080[\da-f]{48}$/i.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  return [bytes.readDoubleLE(5), bytes.readDoubleLE(13), bytes.readDoubleLE(21)]
}
