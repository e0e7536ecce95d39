import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../shared/errors'
import { readBundle } from '../../engine/bundle-manifest'
import { writeAtomic } from '../../home/write-atomic'
import { digestOf } from '../digest'
import { isKitPath, isSystemName, layout } from '../kit-layout'
import type { KitFile, KitManifest } from '../kit-manifest'

const filesIn = async (folder: string, below = ''): Promise<readonly string[]> => {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true })
  const found = await Promise.all(
    entries
      .filter(({ name }) => !isSystemName(name))
      .map(async (entry) => {
        const name = below === '' ? entry.name : `${below}/${entry.name}`
        return entry.isDirectory() ? filesIn(folder, name) : [name]
      }),
  )
  return found.flat().sort()
}

/** What the bundle's own manifest tells of its parts was digested as they were written: gigabytes are not read once more. */
const knownDigests = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const bundle = path.join(folder, layout.images)
  if ((await stat(bundle).catch(() => null)) === null) return new Map()
  const { parts } = await readBundle(bundle)
  return new Map(parts.map(({ file, sha256 }) => [`${layout.images}/${file}`, sha256]))
}

const strange = (folder: string, file: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `The kit in ${folder} was not completed.`,
    why: `${file} has a name that not every system takes, or is nothing of a kit.`,
    fix: 'Rename or remove it, then start the same command again.',
  })

/** Written last: with it the folder is a kit. */
export const writeManifest = async (
  folder: string,
  about: Pick<KitManifest, 'product' | 'made'>,
  signal: AbortSignal,
): Promise<KitManifest> => {
  const known = await knownDigests(folder)
  const files: KitFile[] = []
  for (const file of await filesIn(folder)) {
    if (file === layout.unfinished || file === layout.manifest) continue
    if (!isKitPath(file)) throw strange(folder, file)
    const whole = path.join(folder, ...file.split('/'))
    const { size } = await stat(whole)
    files.push({ path: file, bytes: size, sha256: known.get(file) ?? (await digestOf(whole, signal)) })
  }
  const manifest: KitManifest = { format: 'realcave-kit', version: 1, ...about, files }
  await writeAtomic(path.join(folder, layout.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
  await rm(path.join(folder, layout.unfinished), { force: true })
  return manifest
}
