import { rm } from 'node:fs/promises'
import path from 'node:path'
import { readBundle, type BundleManifest } from '../../engine/bundle-manifest'
import type { BundleProgress } from '../../engine/engine'
import { digestOf } from '../digest'
import { layout } from '../kit-layout'

/** The images that go into a kit, and how they are saved there. */
export interface ImagesPart {
  readonly names: readonly string[]
  /** What the bundle weighs, about. */
  readonly bytes: number
  /** Also what processors without AVX2 need: more than is named. */
  readonly every: boolean
  save(bundle: string, report: (progress: BundleProgress) => void, signal: AbortSignal): Promise<unknown>
}

/** Those that are saved anew where the kit's do not serve; the kit's, as they are; or none. */
export type KitImages = ImagesPart | 'kept' | null

const holdsAll = ({ images }: BundleManifest, { names, every }: ImagesPart): boolean => {
  const held = new Set(images.map(({ name }) => name))
  return names.every((name) => held.has(name)) && (!every || held.size > names.length)
}

/** Whether the kit holds a bundle that is there in its full length. */
export const holdsBundle = (folder: string): Promise<boolean> =>
  readBundle(path.join(folder, layout.images)).then(
    () => true,
    () => false,
  )

/** Whether the bundle of an earlier making serves: images are named by version, so the same names are the same images. */
const serves = async (bundle: string, part: ImagesPart, signal: AbortSignal): Promise<boolean> => {
  const manifest = await readBundle(bundle).catch(() => null)
  if (manifest === null || !holdsAll(manifest, part)) return false
  for (const { file, sha256 } of manifest.parts)
    if ((await digestOf(path.join(bundle, file), signal)) !== sha256) return false
  return true
}

/** Saves the images into the kit; without any, those of before go. */
export const putImages = async (
  folder: string,
  part: KitImages,
  tell: (part: string, done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<void> => {
  if (part === 'kept') return
  const bundle = path.join(folder, layout.images)
  if (part === null) {
    await rm(bundle, { recursive: true, force: true })
    return
  }
  tell('Images', 0, null)
  if (await serves(bundle, part, signal)) return
  await rm(bundle, { recursive: true, force: true })
  await part.save(bundle, ({ done, total, detail }) => tell(`Images, ${detail}`, done, total), signal)
}
