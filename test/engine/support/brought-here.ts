import type { BroughtImage, BroughtImages } from '../../../src/main/engine/brought-images'

/** A home's note of its images, in memory. */
export const broughtHere = (...images: readonly BroughtImage[]): BroughtImages => {
  let now: readonly BroughtImage[] = images
  return {
    read: async () => now,
    write: async (next) => {
      now = next
    },
  }
}
