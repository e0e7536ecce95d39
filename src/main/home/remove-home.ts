import { readdir, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../shared/errors'
import { fileReason, systemCode } from './file-failure'
import { secretsFolder } from './known-secrets'
import { lockHome } from './lock'
import type { Home } from './home'

/**
 * All that a home holds. Whoever named a folder for a home may keep more in it, so that nothing else is removed. A test finds a
 * name that is written somewhere and missing here.
 */
export const homeNames: ReadonlySet<string> = new Set([
  'classroom',
  'classroom.json',
  'crashes',
  'csv',
  'diagnostics',
  'doctor',
  'home.json',
  'images.json',
  'lessons',
  'lessons.json',
  'lock',
  'logs',
  'newer-version.json',
  'practice',
  'processor.json',
  'python',
  'records',
  secretsFolder,
  'wanted.json',
  'window',
  'window-place.json',
])

/**
 * By these what is in Docker is known and opened: while anything of the home is left, so are they, and a removal that fails half-way can be
 * begun again.
 */
const goLast: readonly string[] = ['records', 'images.json', secretsFolder, 'home.json']

/** Also what was set aside ("home.json.corrupt-..."), and what a write that was killed has left (".home.json.UUID.tmp"). */
const isOfHome = (name: string): boolean =>
  homeNames.has(
    /^(?:\.(.+)\.[0-9a-f-]{36}\.tmp|(.+)\.corrupt-.+)$/.exec(name)?.slice(1).find(Boolean) ?? name,
  )

const removeWhole = async (file: string): Promise<void> => {
  try {
    await rm(file, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  } catch (error) {
    throw new Failure(
      {
        code: 'HOME_UNUSABLE',
        what: `${file} could not be removed.`,
        why: ['EBUSY', 'ENOTEMPTY', 'EPERM'].includes(systemCode(error) ?? '')
          ? 'A program has a file of it open.'
          : fileReason(error),
        fix: 'Close the panel and whatever else uses that folder, then try again.',
      },
      { cause: error },
    )
  }
}

/** Removes what is of the home; tells the names of what stays, for it is of somebody else. The lock is the last to go. */
export const removeHome = async (home: Home, removeEntry = removeWhole): Promise<readonly string[]> => {
  const lock = await lockHome(home, 'Removing its data')
  let stays: readonly string[]
  try {
    const names = await readdir(home.folder)
    stays = names.filter((name) => !isOfHome(name))
    const goes = names.filter((each) => isOfHome(each) && each !== 'lock')
    const last = goLast.filter((each) => goes.includes(each))
    for (const name of [...goes.filter((each) => !last.includes(each)), ...last])
      await removeEntry(home.path(name))
  } finally {
    await lock.release()
  }
  await removeEntry(home.path('lock'))
  // With something of others in it, it is theirs.
  if (stays.length === 0) await rmdir(home.folder).catch(() => undefined)
  return stays.map((name) => path.join(home.folder, name))
}
