import { mkdir, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { readJson } from '../home/read-json'
import { writeAtomic } from '../home/write-atomic'

/** Where a user's own lessons come from: a folder that is always looked at, and a list of added files and folders. */
export interface OwnFolders {
  readonly folder: string
  /** The file that keeps the list. */
  readonly list: string
}

const kept = z.array(z.string())

const isLessonFile = (name: string): boolean => /\.ya?ml$/i.test(name)

const missing = (given: string, why: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `${given} is no lesson file and no folder of lessons.`,
    why,
    fix: 'Give the whole path of a file that ends in .yaml, or of a folder that holds such files.',
  })

/** The path that is meant: from the root, or from the user's folder. */
const wholePath = (given: string): string => {
  const trimmed = given.trim()
  const meant = /^~[/\\]/.test(trimmed) ? path.join(homedir(), trimmed.slice(2)) : trimmed
  if (!path.isAbsolute(meant)) throw missing(trimmed, 'It does not begin at the root of a disk.')
  return path.normalize(meant)
}

/** What was added. A list that cannot be read counts as empty: the files themselves are where they were. */
export const readAdded = async ({ list }: OwnFolders): Promise<readonly string[]> => {
  const found = await readJson(list, kept)
  return found.state === 'read' ? found.value : []
}

const keep = (own: OwnFolders, paths: readonly string[]): Promise<void> =>
  writeAtomic(own.list, `${JSON.stringify(paths, null, 2)}\n`)

/** The lesson files of one added path. Fails with NOT_FOUND where there is nothing of the kind. */
export const filesOf = async (given: string): Promise<readonly string[]> => {
  const there = await stat(given).catch(() => null)
  if (there === null) throw missing(given, 'There is nothing at that path.')
  if (!there.isDirectory()) {
    if (!isLessonFile(given)) throw missing(given, 'Its name does not end in .yaml.')
    return [given]
  }
  const names = await readdir(given)
  return names
    .filter(isLessonFile)
    .sort()
    .map((name) => path.join(given, name))
}

export const addOwn = async (own: OwnFolders, given: string): Promise<void> => {
  const whole = wholePath(given)
  await filesOf(whole)
  const before = await readAdded(own)
  if (!before.includes(whole)) await keep(own, [...before, whole])
}

export const removeOwn = async (own: OwnFolders, given: string): Promise<void> => {
  const before = await readAdded(own)
  await keep(
    own,
    before.filter((known) => known !== given),
  )
}

export const makeFolder = async ({ folder }: OwnFolders): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}
