import { chmod, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileFailure } from './file-failure'
import { homeNames } from './remove-home'

/** What an earlier build gave root's homes, for the account that PostgreSQL runs as there. */
const passable = 0o711
const shut = 0o700

const isPassable = async (home: string): Promise<boolean> => {
  const { mode, uid } = await stat(home)
  return process.getuid?.() === 0 && uid === 0 && (mode & 0o777) === passable
}

/**
 * Earlier builds left folders of the home as open as the user's umask, and root's home itself for all to pass through. Not while a fleet
 * of theirs runs, whose PostgreSQL has no other way in.
 */
export const shutHome = async (home: string): Promise<void> => {
  // There the profile's own rights hold.
  if (process.platform === 'win32') return
  try {
    if (await isPassable(home)) await chmod(home, shut)
    for (const entry of await readdir(home, { withFileTypes: true })) {
      const folder = path.join(home, entry.name)
      if (!entry.isDirectory() || !homeNames.has(entry.name)) continue
      const { mode, uid } = await stat(folder)
      if (uid === process.getuid?.() && (mode & 0o077) !== 0) await chmod(folder, shut)
    }
  } catch (error) {
    throw fileFailure(home, error)
  }
}
