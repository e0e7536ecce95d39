import { inGigabytes } from '../engine/counted'

const megabyte = 1_000_000
export const gigabyte = 1000 * megabyte

/** In powers of 1000, as disks are sold and as the panel counts: 51.2 GB, 340 MB. */
export const shownBytes = (bytes: number): string =>
  bytes >= gigabyte ? inGigabytes(bytes) : `${String(Math.round(bytes / megabyte))} MB`
