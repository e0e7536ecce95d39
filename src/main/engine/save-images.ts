import type Docker from 'dockerode'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import { cancelled, Failure } from '../../shared/errors'
import { fileFailure, systemCode } from '../home/file-failure'
import { makePath } from '../home/make-path'
import { ask, engineFailure } from './ask'
import { clearLeftovers, putInPlace, temporaryFor } from './bundle-leftovers'
import { manifestName, type BundleManifest, type BundlePart } from './bundle-manifest'
import { partBytes, writeParts } from './bundle-parts'
import { counted, inGigabytes } from './counted'
import type { BundleProgress } from './engine'
import { sizeTogether } from './image-sizes'
import { savedImages } from './saved-images'
import { exists } from '../machine/exists'

const identified = z.object({ Id: z.string() })

/** Layers of programs pack to about a third; the fastest level is as fast as a stick. */
const leastShare = 1 / 4
const level = 1

const inTheWay = (bundle: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `${bundle} is there already and is no bundle of images.`,
    why: 'It would have to be replaced, with all that is in it.',
    fix: 'Name a place where nothing is yet.',
  })

const checkRoom = async (folder: string, size: number): Promise<void> => {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= size * leastShare) return
  throw new Failure({
    code: 'DISK_FULL',
    what: 'There is no room for the bundle of images.',
    why: `The images have ${inGigabytes(size)} and pack to about a third; ${inGigabytes(free)} are free in ${folder}.`,
    fix: 'Free some space there, or name another place.',
  })
}

const writeManifest = async (file: string, manifest: BundleManifest): Promise<void> => {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isOfFiles = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG', 'EIO', 'EEXIST', 'ENOTDIR'].includes(systemCode(error) ?? '')

/** Writes images as one bundle: a folder of parts and what they are. Images that share layers bring them once. */
export const saveImages = async (
  docker: Docker,
  images: readonly string[],
  bundle: string,
  report: (progress: BundleProgress) => void,
  signal: AbortSignal,
  limit = partBytes,
): Promise<void> => {
  const what = 'The images could not be saved.'
  if ((await exists(bundle)) && !(await exists(path.join(bundle, manifestName)))) throw inTheWay(bundle)
  const [found, total] = await ask(what, signal, async () => [
    await Promise.all(
      images.map(async (name) => ({ name, id: identified.parse(await docker.getImage(name).inspect()).Id })),
    ),
    await sizeTogether(docker, images),
  ])
  const folder = path.dirname(path.resolve(bundle))
  const temporary = temporaryFor(bundle)
  try {
    await makePath(folder)
    await clearLeftovers(bundle)
    await checkRoom(folder, total)
    await mkdir(temporary)
    report({ done: 0, total, detail: `needs up to ${inGigabytes(total)} in ${folder}` })
    const stream = await ask(what, signal, () => savedImages(docker, images, signal))
    let parts: readonly BundlePart[] = []
    await pipeline(
      counted(stream, (done) => report({ done, total, detail: 'written' })),
      createGzip({ level }),
      async (chunks: AsyncIterable<Uint8Array>) => {
        parts = await writeParts(temporary, chunks, limit)
      },
      { signal },
    )
    const manifest: BundleManifest = {
      format: 'realcave-images',
      version: 1,
      made: new Date().toISOString(),
      images: found,
      unpacked: total,
      parts: [...parts],
    }
    await writeManifest(path.join(temporary, manifestName), manifest)
    await putInPlace(temporary, bundle)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    if (signal.aborted) throw cancelled(what)
    throw isOfFiles(error) ? fileFailure(bundle, error) : engineFailure(what, error)
  }
}
