import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { openElectron, type ElectronForTest } from './support/electron-panel'
import { leftOut, neededElectron } from './support/needed'

const electron = await neededElectron()

const line = z.looseObject({ type: z.string() })

const lines = (text: string) =>
  text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => line.parse(JSON.parse(each)))

describe.skipIf(leftOut(electron))('the window’s program as a command', () => {
  let program: ElectronForTest

  beforeAll(async () => {
    program = await openElectron(electron)
  })
  afterAll(async () => {
    await program?.end()
  })

  test('a verb writes what it writes elsewhere, and ends with its status', async () => {
    const { home, address } = inject('fleet')
    const status = await program.run('status', '--json', '--home', home)
    expect(status.status).toBe(0)
    expect(lines(status.out).at(-1)).toMatchObject({
      type: 'status',
      kind: 'practice',
      phase: 'ready',
      address,
    })
    expect((await program.run('status', '--no-such-option')).status).toBe(2)
  })

  test('a lesson is run as elsewhere', async () => {
    const { home } = inject('fleet')
    const run = await program.run('lesson', 'run', 'proof', '--json', '--home', home)
    expect(run.err).not.toMatch(/unhandled/i)
    expect(lines(run.out).at(-1)).toMatchObject({ type: 'lesson-report', lesson: 'proof', passed: true })
    expect(run.status).toBe(0)
  })

  test('it starts a fleet in a process of its own kind, finds it again, and ends it', async () => {
    const { folder: home, remove } = await temporaryFolder('electron-verbs')
    const port = await freePort()
    const where = ['--home', home, '--json']
    try {
      const up = await program.run('up', ...where, '--port', String(port), '--fleet', 'practice')
      expect(up).toMatchObject({ status: 0 })
      const asked = await fetch(`http://127.0.0.1:${port}/info/api/v2/datastacks`)
      await expect(asked.json()).resolves.toEqual(['fake_datastack'])
      const table = await program.run('table', 'my_cave_table', ...where)
      expect(table.out).toContain('cell A')
    } finally {
      const down = await program.run('down', ...where)
      expect(down).toMatchObject({ status: 0 })
      await remove()
    }
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  })
})
