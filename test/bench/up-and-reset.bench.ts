import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'vitest'
import { giveToAccount, runProgram } from '../../src/main/practice/postgres/account'
import { findBinaries } from '../../src/main/practice/postgres/binaries'
import { place } from '../support/cli'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { record, timed } from './figure'
import { realcave } from './fleet'

const resources = resolve(import.meta.dirname, '../../resources')
const roundCount = 5

/** What no fleet over PostgreSQL can do without: a cluster, its server, one Node process. */
const floor = async (): Promise<{ readonly cold: number; readonly again: number; readonly node: number }> => {
  const { folder, remove } = await temporaryFolder('floor')
  await giveToAccount(folder)
  const data = join(folder, 'data')
  const port = await freePort()
  const binaries = await findBinaries(resources)
  const perform = async (file: string, given: readonly string[]): Promise<void> => {
    const { status, output } = await runProgram(file, given, 60_000)
    if (status !== 0) throw new Error(output)
  }
  const log = join(folder, 'postgres.log')
  const startServer = ['start', '-w', '-D', data, '-l', log, '-o', `-p ${String(port)} -k ""`]
  const initdb = await timed(() =>
    perform(binaries.initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync']),
  )
  const started = await timed(() => perform(binaries.pgCtl, startServer))
  const node = await timed(() => promisify(execFile)(process.execPath, ['--version']))
  await perform(binaries.pgCtl, ['stop', '-w', '-D', data, '-m', 'fast'])
  await remove()
  return { cold: initdb + started + node, again: started + node, node }
}

test('the practice fleet comes up, and is reset', async () => {
  const measured = { cold: [0], again: [0], running: [0], reset: [0], down: [0] }
  const least = { cold: [0], again: [0], node: [0] }
  for (const list of [...Object.values(measured), ...Object.values(least)]) list.length = 0
  for (let round = 0; round < roundCount; round += 1) {
    const bare = await floor()
    least.cold.push(bare.cold)
    least.again.push(bare.again)
    least.node.push(bare.node)
    const { home, options } = await place()
    measured.cold.push(await timed(() => realcave('up', ...options)))
    measured.running.push(await timed(() => realcave('up', ...options)))
    measured.reset.push(await timed(() => realcave('reset', '--clean', '--yes', '--home', home)))
    measured.down.push(await timed(() => realcave('down', '--home', home)))
    measured.again.push(await timed(() => realcave('up', ...options)))
    await realcave('down', '--volumes', '--yes', '--home', home)
  }
  const figure = { unit: 'ms', by: 'median' } as const
  await record({
    ...figure,
    what: 'up from nothing',
    samples: measured.cold,
    reach: 5000,
    peer: { what: 'initdb, pg_ctl start, node --version', samples: least.cold },
  })
  await record({
    ...figure,
    what: 'up again after down',
    samples: measured.again,
    reach: 2000,
    peer: { what: 'pg_ctl start, node --version', samples: least.again },
  })
  await record({
    ...figure,
    what: 'up when it runs',
    samples: measured.running,
    reach: 500,
    peer: { what: 'node --version', samples: least.node },
  })
  await record({ ...figure, what: 'reset --clean', samples: measured.reset, reach: 1500 })
  await record({ ...figure, what: 'down', samples: measured.down, reach: null })
})
