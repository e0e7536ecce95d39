import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { openHome, type Home } from '../../../src/main/home/home'
import type { ErrorInfo } from '../../../src/shared/errors'

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'realcave-home-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A home of its own, and what it warned of. */
export const temporaryHome = async (): Promise<{ home: Home; warnings: ErrorInfo[] }> => {
  const warnings: ErrorInfo[] = []
  const folder = path.join(await temporaryFolder(), 'home')
  const home = await openHome({ folder, warn: (warning) => warnings.push(warning) })
  return { home, warnings }
}
