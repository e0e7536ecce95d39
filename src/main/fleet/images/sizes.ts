/**
 * What the download of each published image weighs, in bytes. An estimate: the images at these tags fill 6.76 GB together on disk
 * (CAVE-FACTS 1, measured on ones that were built from the same sources), and layers of Python packages are sent at 0.37 of that,
 * 2.5 GB. It is spread as the images' own layers are; a base that two of them share is counted once. The engine's own figures
 * take their place as soon as it tells them.
 */
const megabytes: Readonly<Record<string, number>> = {
  'caveconnectome/annotationframeworkinfoservice': 370,
  'caveconnectome/emannotationschemas': 300,
  'caveconnectome/annotationengine': 200,
  'caveconnectome/pychunkedgraph': 640,
  'caveconnectome/materializationengine': 740,
  'postgis/postgis': 210,
  redis: 20,
  nginx: 20,
}

/** Unpacked, an image is so many times as large: CAVE-FACTS 1. */
export const unpackedFactor = 2.7

/** Null for an image that somebody has put in the place of a published one. */
export const downloadSize = (image: string): number | null => {
  const repository = /^([^@]+?)(?::[^:/@]+)?(?:@.*)?$/.exec(image)?.[1] ?? image
  const size = megabytes[repository.replace(/^docker\.io\/(?:library\/)?/, '')]
  return size === undefined ? null : size * 1_000_000
}

/** All published images together. */
export const wholeDownload = Object.values(megabytes).reduce((sum, size) => sum + size, 0) * 1_000_000
