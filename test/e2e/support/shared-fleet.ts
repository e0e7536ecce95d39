import type { TestProject } from 'vitest/node'
import { changeSettings } from '../../../src/main/home/settings-file'
import { freePort } from '../../support/free-port'
import { run } from '../../support/cli'
import { testPython, withTestPython } from '../../support/python'
import { temporaryFolder } from '../../support/temporary-folder'

/** The one practice fleet that all files of this project see, each beginning with a clean reset. */
export interface SharedFleet {
  readonly home: string
  /** http://127.0.0.1:PORT */
  readonly address: string
  readonly port: number
}

declare module 'vitest' {
  export interface ProvidedContext {
    fleet: SharedFleet
  }
}

/** Vitest's global set-up: one fleet in a home of its own before the first file, ended after the last whatever they found. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await testPython()
  const { folder: home, remove } = await temporaryFolder('e2e')
  const end = async (): Promise<void> => {
    await run(['down', '--home', home])
    await remove()
  }
  const port = await freePort()
  const up = await run(['up', '--home', home, '--port', String(port), '--fleet', 'practice'], withTestPython)
  if (up.status !== 0) {
    await end()
    throw new Error(`No fleet for the end-to-end tests:\n${up.err}`)
  }
  // Nobody's first steps: the panel opens with its fleet, and leaves it running unasked.
  await changeSettings(home, { welcomed: true, leaving: 'keep' }, () => undefined)
  project.provide('fleet', { home, port, address: `http://127.0.0.1:${port}` })
  return end
}
