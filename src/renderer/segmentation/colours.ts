const hues = 5

/** The class that gives an element the colour of a supervoxel: of its place among those of the slice. */
export const supervoxelHue = (supervoxels: readonly string[], id: string): string => {
  const place = supervoxels.indexOf(id)
  return place === -1 ? 'sv-none' : `sv-${place % hues}`
}
