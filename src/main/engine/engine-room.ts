import type Docker from 'dockerode'
import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { imageId } from './brought-images'
import type { BundleManifest } from './bundle-manifest'
import { inGigabytes } from './counted'

const told = z.object({
  OperatingSystem: z.string().default(''),
  DockerRootDir: z.string().default(''),
  DriverStatus: z
    .array(z.array(z.string()))
    .nullish()
    .transform((pairs) => pairs ?? []),
})

interface Room {
  readonly folder: string
  readonly free: number
  readonly whole: number
}

/**
 * The disk that an engine keeps its images on; null where that is not known here: Docker Desktop's lies in a machine of its own, and
 * containerd's store has a folder that the engine does not name.
 */
const roomOf = async (docker: Docker): Promise<Room | null> => {
  const info: unknown = await docker.info().catch(() => null)
  // An engine that does not answer is told where something is sent to it: what is wrong with the bundle comes first.
  if (info === null) return null
  const { OperatingSystem, DockerRootDir: folder, DriverStatus } = told.parse(info)
  if (folder === '' || /docker desktop/i.test(OperatingSystem)) return null
  if (DriverStatus.some(([, value = '']) => value.startsWith('io.containerd'))) return null
  const disk = await statfs(folder).catch(() => null)
  if (disk === null) return null
  return { folder, free: disk.bavail * disk.bsize, whole: disk.blocks * disk.bsize }
}

/**
 * Fails where the images of a bundle cannot be on the engine's disk. Where some are there already, what the others take is not known: then
 * only what no disk of this size holds is refused.
 */
export const demandEngineRoom = async (
  docker: Docker,
  bundle: string,
  { images, unpacked }: Pick<BundleManifest, 'images' | 'unpacked'>,
): Promise<void> => {
  const room = await roomOf(docker)
  if (room === null || unpacked <= room.free) return
  const here = await Promise.all(images.map(({ name }) => imageId(docker, name).catch(() => undefined)))
  const some = here.some((id) => id !== undefined)
  if (some && unpacked <= room.whole) return
  const why = `They need ${inGigabytes(unpacked)}; ${inGigabytes(room.free)} of ${inGigabytes(room.whole)} are free in ${room.folder}.`
  throw new Failure({
    code: 'DISK_FULL',
    what: `The images of ${bundle} were not loaded: Docker has no room for them.`,
    why,
    fix:
      unpacked > room.whole
        ? 'No bundle of the genuine fleet is that large: copy it again from where it was made. Else Docker’s data has to lie on a larger disk.'
        : 'Free some space there ("docker system df" shows what takes it), then start it again. Meanwhile the practice fleet runs without them.',
  })
}
