import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { genuineForTest } from '../genuine/support/fleet'
import { noEngine } from '../genuine/support/needed'
import { record, rounds } from './figure'
import { openPanel } from './panel'

/** What the services answer differs from the published images, what the panel asks of them and of the engine does not. */
test.skipIf(noEngine || process.platform !== 'linux')(
  'a panel that is open over a genuine fleet, while nothing happens',
  async () => {
    const fleet = await genuineForTest()
    onTestFinished(() => fleet.remove())
    expect((await fleet.verb('up')).status).toBe(0)

    const panel = await openPanel(fleet, fleet.images)
    onTestFinished(() => panel.end())
    await panel.page.goto(`${panel.origin}/#/fleet`)
    // The first looks, and the Python environment, are not what an open panel costs from then on.
    await pause(30_000)
    const shares = await rounds(4, () => shareOf(panel.pid, 30_000))
    await record({
      what: 'genuine: panel core while nothing happens, of a processor',
      unit: '%',
      by: 'median',
      samples: shares,
      reach: 1,
    })
  },
)

/** The kernel counts a process's time in hundredths of a second, whatever the machine. */
const cpuMilliseconds = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  // After the name, which may hold blanks: fields 14 and 15 are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

/** The share of one processor that a process takes in a while, in per cent. */
const shareOf = async (pid: number, milliseconds: number): Promise<number> => {
  const [before, since] = [await cpuMilliseconds(pid), performance.now()]
  await pause(milliseconds)
  return (100 * ((await cpuMilliseconds(pid)) - before)) / (performance.now() - since)
}
