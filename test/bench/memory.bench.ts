import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished, test } from 'vitest'
import { record } from './figure'
import { runningFleet } from './fleet'
import { openPanel } from './panel'
import { measureInPython } from './python'

interface Size {
  /** Shared pages divided among those who share them, other Node processes of the machine included. */
  readonly pss: number
  /** Shared pages counted in full: what it would be at most, were it the only Node process. */
  readonly rss: number
}

const sizeOf = async (pid: number): Promise<Size> => {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8')
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) / 1024
  return { pss: field('Pss'), rss: field('Rss') }
}

test.runIf(process.platform === 'linux')('memory without PostgreSQL', async () => {
  const fleet = await runningFleet()
  const panel = await openPanel(fleet)
  onTestFinished(() => panel.end())
  const empty = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60_000)'], { stdio: 'ignore' })
  onTestFinished(() => {
    empty.kill()
  })
  await panel.page.goto(`${panel.origin}/#/annotations/my_cave_table`)
  await panel.page.getByText('cell A').first().waitFor()

  const processes = [
    ['practice process', fleet.state.pid],
    ['panel core', panel.pid],
  ] as const
  const look = async (when: string): Promise<void> => {
    // What a work has left behind is given back, as far as it will be, once nothing is asked.
    await pause(2000)
    const bare = await sizeOf(empty.pid ?? 0)
    const sizes = await Promise.all(processes.map(([, pid]) => sizeOf(pid)))
    const figure = { unit: 'MiB', by: 'median' } as const
    for (const [index, [name]] of processes.entries())
      await record({
        ...figure,
        what: `memory ${when}: ${name}, PSS`,
        samples: [sizes[index]?.pss ?? Number.NaN],
        reach: null,
        peer: { what: 'an empty Node process', samples: [bare.pss] },
      })
    for (const kind of ['pss', 'rss'] as const)
      await record({
        ...figure,
        what: `memory ${when}: both, ${kind.toUpperCase()}`,
        samples: [sizes.reduce((sum, size) => sum + size[kind], 0)],
        reach: kind === 'pss' ? 200 : null,
        peer: { what: 'two empty Node processes', samples: [2 * bare[kind]] },
      })
  }
  await look('after start')
  await measureInPython('cheat_sheet.py', fleet)
  await look('after 18 cheat-sheets')
  await measureInPython('ten_thousand.py', fleet)
  await look('after 10,000 annotations')
})
