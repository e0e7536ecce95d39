import type Docker from 'dockerode'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { cancelled, Failure } from '../../shared/errors'
import { ask, engineFailure } from './ask'
import { noteBrought, type BroughtImages } from './brought-images'
import { archivedTags } from './bundle-archive'
import { putBack } from './bundle-leftovers'
import { bundleInvalid, readBundle, type BundleManifest } from './bundle-manifest'
import { readParts } from './bundle-parts'
import { counted, inGigabytes } from './counted'
import type { BundleProgress } from './engine'
import { demandEngineRoom } from './engine-room'
import { jsonLines } from './json-lines'

const message = z.object({ error: z.string().optional() })

type Report = (progress: BundleProgress) => void

/** Docker Hub's names have more than one spelling; the engine writes the shortest. */
const shortest = (name: string): string => name.replace(/^docker\.io\//, '').replace(/^library\//, '')

/** Fails as soon as more comes than the bundle says of itself: what unpacks to a thousand times its size would fill the disk. */
async function* noMoreThan(
  chunks: AsyncIterable<Uint8Array>,
  said: number,
  bundle: string,
): AsyncGenerator<Uint8Array> {
  // Headers and paddings come on top, and an engine may count what images share in another way.
  const most = said * 2 + 100_000_000
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > most) throw bundleInvalid(bundle, 'It unpacks to far more than it says.')
    yield chunk
  }
}

/** Reads the whole bundle once: every digest, and that it holds the images that it names and no others. */
const check = async (
  bundle: string,
  { parts, images, unpacked }: BundleManifest,
  report: Report,
  signal: AbortSignal,
): Promise<void> => {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  let tags: readonly string[] = []
  try {
    await pipeline(
      counted(readParts(bundle, parts), (done) => report({ done, total, detail: 'checked' })),
      createGunzip(),
      async (chunks: AsyncIterable<Uint8Array>) => {
        tags = await archivedTags(bundle, noMoreThan(chunks, unpacked, bundle))
      },
      { signal },
    )
  } catch (error) {
    if (signal.aborted || error instanceof Failure) throw error
    throw bundleInvalid(
      bundle,
      `It cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const held = new Set(tags.map(shortest))
  const named = new Set(images.map(({ name }) => shortest(name)))
  const absent = [...named].find((name) => !held.has(name))
  if (absent !== undefined) throw bundleInvalid(bundle, `It does not hold ${absent}, which it names.`)
  const other = [...held].find((name) => !named.has(name))
  if (other !== undefined) throw bundleInvalid(bundle, `It holds ${other}, which it does not name.`)
}

const send = async (
  docker: Docker,
  bundle: string,
  { parts }: BundleManifest,
  report: Report,
  signal: AbortSignal,
): Promise<void> => {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const content = Readable.from(
    counted(readParts(bundle, parts), (done) => report({ done, total, detail: 'loaded' })),
    { objectMode: false },
  )
  const answer = await docker.loadImage(content, { quiet: true, abortSignal: signal })
  for await (const line of jsonLines(answer)) {
    const { error } = message.parse(JSON.parse(line))
    if (error !== undefined) throw new Error(error)
  }
}

/** Loads the images of a bundle; one that is damaged or incomplete is found out before the engine is given anything. */
export const loadImages = async (
  docker: Docker,
  bundle: string,
  brought: BroughtImages,
  report: Report,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const what = `The images of ${bundle} could not be loaded.`
  // Where nothing can be put back, reading it tells why.
  await putBack(bundle).catch(() => undefined)
  const manifest = await ask(what, signal, () => readBundle(bundle))
  report({ done: 0, total: 1, detail: `needs ${inGigabytes(manifest.unpacked)} of Docker's disk` })
  try {
    await demandEngineRoom(docker, bundle, manifest)
    await check(bundle, manifest, report, signal)
    const names = manifest.images.map(({ name }) => name)
    await noteBrought(docker, brought, names, signal, () => send(docker, bundle, manifest, report, signal))
  } catch (error) {
    throw signal.aborted ? cancelled(what) : engineFailure(what, error)
  }
  return manifest.images.map(({ name }) => name)
}
