import { resolve } from 'node:path'
import { openPractice, type Practice } from '../../src/main/practice/practice'
import type { PostgresSettings } from '../../src/main/practice/databases'
import { createDatabases, registerDatastack } from '../../src/main/practice/layout'
import { freePort } from './free-port'
import { temporaryFolder } from './temporary-folder'

const never = new AbortController().signal

export const resources = resolve(import.meta.dirname, '../../resources')
/** Built where a test asks for a build; else there is none, and nothing at `/`. */
export const builtDashboard = resolve(import.meta.dirname, '../../out/dashboard')

/** What a test works with: the shape of src/main/data/connection.ts, with the home and the way to end it. */
export interface PracticeForTest {
  readonly homeFolder: string
  readonly port: number
  readonly address: string
  readonly datastack: 'fake_datastack'
  readonly alignedVolume: 'fake_volume'
  readonly postgres: PostgresSettings
  readonly practice: Practice
  /** Ends the fleet and removes its home. */
  stop(): Promise<void>
}

/**
 * A practice fleet within the test's own process, in a home and on ports of its own, with databases and datastack as after the
 * bootstrap's steps: no annotation table and no version yet. Takes about a second: share one among the tests of a file.
 */
export const startPracticeForTest = async (dashboard = builtDashboard): Promise<PracticeForTest> => {
  const { folder, remove } = await temporaryFolder('practice')
  const port = await freePort()
  const practice = await openPractice({ homeFolder: folder, port, resources, dashboard })
  const stop = async (): Promise<void> => {
    await practice.stop()
    await remove()
  }
  try {
    await createDatabases(practice.postgres, never)
    await registerDatastack(practice.postgres, port, never)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    homeFolder: folder,
    port,
    address: `http://127.0.0.1:${String(port)}`,
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres: practice.postgres,
    practice,
    stop,
  }
}
