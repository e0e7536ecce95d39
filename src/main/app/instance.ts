import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { homeFolder, surroundings } from '../home/location'
import { keepCrashReports } from './crash-reports'

/**
 * Whether this is the one panel of its home. Chromium's own files lie in the home too, and the lock with them: panels of two homes
 * stand side by side, and a home that is removed takes everything of ours along.
 */
export const isOnlyInstance = (askedHome: string | undefined): boolean => {
  const home = homeFolder(askedHome, surroundings())
  const folder = join(home, 'window')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath('userData', folder)
  } catch {
    return true // A home that cannot be used: opening it, next, says so by name.
  }
  const only = app.requestSingleInstanceLock()
  if (only) keepCrashReports(home)
  return only
}
