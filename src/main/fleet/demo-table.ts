/** The table that every fleet starts with, and its two annotations: CAVE-FACTS 6. */
export const demoTable = {
  name: 'my_cave_table',
  schemaType: 'bound_tag',
  description: 'demo table',
  voxelResolution: [8, 8, 40],
  annotations: [
    { id: 1, position: [600, 100, 10], tag: 'cell A' },
    { id: 2, position: [900, 100, 10], tag: 'cell B' },
  ],
} as const

/** A point as both fleets store it: EWKB of POINT Z, little-endian, in hex (contract/06-database.json). */
export const ewkbPoint = (position: readonly [number, number, number]): string => {
  const bytes = Buffer.alloc(29)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt32LE(0x80000001, 1)
  position.forEach((value, index) => bytes.writeDoubleLE(value, 5 + index * 8))
  return bytes.toString('hex').toUpperCase()
}
