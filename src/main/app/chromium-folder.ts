import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Paths {
  setPath(name: 'userData', folder: string): void
}

/**
 * Where a verb's Chromium keeps what it believes it needs: out of the way, for the verb may be the one that removes the home, and
 * Windows removes no file that is open. Answers how to remove it.
 */
export const besideTheHome = (paths: Paths): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'realcave-'))
  paths.setPath('userData', folder)
  return () => {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Chromium still holds a file of it: the system's clean-up of temporary files takes it.
    }
  }
}
