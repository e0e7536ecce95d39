import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { fileReason } from '../home/file-failure'
import { isKitPath, layout, lookAtFile } from './kit-layout'

const kitFile = z.strictObject({
  path: z.string().max(500).refine(isKitPath),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type KitFile = z.infer<typeof kitFile>

const kitManifest = z.strictObject({
  format: z.literal('realcave-kit'),
  version: z.literal(1),
  /** The version of RealCAVE that made it. */
  product: z.string().max(40),
  /** ISO 8601, UTC. */
  made: z.string().max(40),
  files: z.array(kitFile).min(1).max(2000),
})
export type KitManifest = z.infer<typeof kitManifest>

/** A kit whose files are all there in their full length; their content is another matter. */
export interface Kit extends KitManifest {
  readonly folder: string
  /** The digest of its manifest, which stands for all of it. */
  readonly id: string
}

const mostBytes = 2_000_000

export const kitInvalid = (folder: string, why: string): Failure =>
  new Failure({
    code: 'KIT_INVALID',
    what: `The kit ${folder} cannot be used. Nothing was taken from it.`,
    why,
    fix: 'Copy it again from where it was made, whole. If classroom.json or a lesson in it was changed on purpose, or its making was interrupted: "realcave kit FOLDER" once more makes it whole.',
  })

const notAKit = (folder: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `${folder} is no classroom kit.`,
    why: `It has no ${layout.manifest}, which is written when a kit is complete.`,
    fix: 'Name the folder that holds START-HERE.txt; or make a kit: "realcave kit FOLDER".',
  })

const readText = async (folder: string): Promise<string> => {
  const found = await lookAtFile(folder, layout.manifest)
  if (found === 'it is missing') {
    const begun = await stat(path.join(folder, layout.unfinished)).catch(() => null)
    if (begun === null) throw notAKit(folder)
    throw kitInvalid(folder, 'It was not made to its end: its making was interrupted.')
  }
  if (typeof found === 'string') throw kitInvalid(folder, `Of its ${layout.manifest}: ${found}.`)
  if (found > mostBytes) throw kitInvalid(folder, `Its ${layout.manifest} has ${found} bytes: too many.`)
  return readFile(path.join(folder, layout.manifest), 'utf8').catch((error: unknown) => {
    throw kitInvalid(folder, `Its ${layout.manifest} could not be read: ${fileReason(error)}`)
  })
}

const parse = (folder: string, text: string): KitManifest => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw kitInvalid(folder, `Its ${layout.manifest} is damaged.`)
  }
  const parsed = kitManifest.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const [first, index] = issue?.path ?? []
  if (first === 'files' && typeof index === 'number' && issue?.code === 'custom')
    throw kitInvalid(
      folder,
      `Its ${layout.manifest} names a file that is none of a kit, the ${index + 1}. in its list.`,
    )
  throw kitInvalid(folder, `Its ${layout.manifest} is damaged, or of another version of RealCAVE.`)
}

/** Windows and macOS take names that differ in capitals for one. */
const twice = (files: readonly KitFile[]): string | undefined => {
  const seen = new Set<string>()
  return files.find(({ path: name }) => seen.size === seen.add(name.toLowerCase()).size)?.path
}

/** What a kit says of itself; whether that is so is another matter. */
export const readManifest = async (folder: string): Promise<KitManifest> =>
  parse(folder, await readText(folder))

/** Reads what a kit says of itself, and looks that every file of it is there, a plain one, in its full length. */
export const readKit = async (given: string): Promise<Kit> => {
  const folder = path.resolve(given)
  const text = await readText(folder)
  const manifest = parse(folder, text)
  const doubled = twice(manifest.files)
  if (doubled !== undefined) throw kitInvalid(folder, `Its ${layout.manifest} names ${doubled} twice.`)
  for (const { path: file, bytes } of manifest.files) {
    const found = await lookAtFile(folder, file)
    if (typeof found === 'string') throw kitInvalid(folder, `Of its file ${file}: ${found}.`)
    if (found !== bytes) throw kitInvalid(folder, `Its file ${file} has ${found} bytes instead of ${bytes}.`)
  }
  return { ...manifest, folder, id: createHash('sha256').update(text).digest('hex') }
}

export const filesBelow = (kit: Pick<Kit, 'files'>, ...folders: readonly string[]): readonly KitFile[] =>
  kit.files.filter(({ path: file }) => file.startsWith(`${folders.join('/')}/`))

/** One small file of the kit, read once: what is checked is what is used. */
export const readKitFile = async (kit: Kit, file: string): Promise<string> => {
  const named = kit.files.find(({ path: name }) => name === file)
  if (named === undefined) throw kitInvalid(kit.folder, `It holds no ${file}.`)
  const content = await readFile(path.join(kit.folder, ...file.split('/'))).catch((error: unknown) => {
    throw kitInvalid(kit.folder, `Its file ${file} could not be read: ${fileReason(error)}`)
  })
  if (createHash('sha256').update(content).digest('hex') !== named.sha256)
    throw kitInvalid(
      kit.folder,
      `Its file ${file} is not what was written: it was changed, or the copy is damaged.`,
    )
  return content.toString('utf8')
}
