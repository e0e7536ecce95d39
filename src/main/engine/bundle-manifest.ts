import { lstat, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { fileReason } from '../home/file-failure'

/** The bundle is a folder: this file in it says what the rest is. */
export const manifestName = 'bundle.json'

/** A few hundred bytes for each image and part. */
const longestManifest = 10_000_000

/** No name of a part leads out of the bundle's folder. */
const part = z.object({
  file: z.string().regex(/^images\.tar\.gz\.\d{3}$/),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BundlePart = z.infer<typeof part>

const manifest = z.object({
  format: z.literal('realcave-images'),
  version: z.literal(1),
  /** ISO 8601, UTC. */
  made: z.string(),
  images: z.array(z.object({ name: z.string(), id: z.string() })).min(1),
  /** What the engine's disk takes for them; layers that images share are counted once. */
  unpacked: z.number().int().nonnegative(),
  parts: z.array(part).min(1).max(999),
})
export type BundleManifest = z.infer<typeof manifest>

export const bundleInvalid = (bundle: string, why: string): Failure =>
  new Failure({
    code: 'BUNDLE_INVALID',
    what: `The bundle ${bundle} cannot be used. Nothing was loaded from it.`,
    why,
    fix: 'Copy it again from where it was made, whole; or make it anew: "realcave images save".',
  })

/** What a bundle says of itself, and whether its parts are there in their full length; their content is another matter. */
export const readBundle = async (bundle: string): Promise<BundleManifest> => {
  const file = path.join(bundle, manifestName)
  const there = await stat(file).catch(() => undefined)
  if (there !== undefined && (!there.isFile() || there.size > longestManifest))
    throw bundleInvalid(bundle, `Its ${manifestName} is no file of a sensible length.`)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw bundleInvalid(bundle, `It has no ${manifestName} that can be read: ${fileReason(error)}`)
  })
  let found: BundleManifest
  try {
    found = manifest.parse(JSON.parse(text))
  } catch {
    throw bundleInvalid(bundle, `Its ${manifestName} is damaged, or of another version of RealCAVE.`)
  }
  for (const { file, bytes } of found.parts) {
    const entry = await lstat(path.join(bundle, file)).catch(() => undefined)
    if (entry === undefined) throw bundleInvalid(bundle, `Its part ${file} is missing.`)
    if (!entry.isFile())
      throw bundleInvalid(bundle, `Its part ${file} is no file of its own: a link leads anywhere.`)
    const { size } = entry
    if (size !== bytes) throw bundleInvalid(bundle, `Its part ${file} has ${size} bytes instead of ${bytes}.`)
  }
  return found
}
