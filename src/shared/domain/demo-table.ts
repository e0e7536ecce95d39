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
