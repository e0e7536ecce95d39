import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { homeFolder, surroundings } from '../home/location'

/** As root the folder stays passable: PostgreSQL runs as another user and keeps its data below it. */
const homeMode = process.getuid?.() === 0 ? 0o711 : 0o700

/**
 * Whether this is the one panel of its home. Chromium's own files lie in the home too, and the lock with them: panels of two homes
 * stand side by side, and a home that is removed takes everything of ours along.
 */
export const isOnlyInstance = (askedHome: string | undefined): boolean => {
  const folder = join(homeFolder(askedHome, surroundings()), 'window')
  try {
    mkdirSync(folder, { recursive: true, mode: homeMode })
    app.setPath('userData', folder)
  } catch {
    return true // A home that cannot be used: opening it, next, says so by name.
  }
  return app.requestSingleInstanceLock()
}
