import { readBundle } from '../../engine/bundle-manifest'
import type { DockerEngine, PullProgress } from '../../engine/engine'

/** Brings an image from a bundle that is at hand, with all others that are in it; false where there is none, or it lacks that image. */
export const fromBundle =
  (engine: Pick<DockerEngine, 'loadImages'>, bundle: () => Promise<string | null>) =>
  async (image: string, report: (progress: PullProgress) => void, signal: AbortSignal): Promise<boolean> => {
    const folder = await bundle()
    if (folder === null) return false
    const { images } = await readBundle(folder)
    if (images.every(({ name }) => name !== image)) return false
    await engine.loadImages(folder, report, signal)
    return true
  }
