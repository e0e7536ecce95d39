import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished, test } from 'vitest'
import { record, rounds } from './figure'
import { runningFleet } from './fleet'
import { openPanel } from './panel'
import { measureInPython } from './python'

/** Proportional set size: shared pages are counted once among those who share them. */
const pss = async (pid: number): Promise<number> => {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1]) / 1024
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
    await pause(2000)
    const bare = await rounds(3, () => pss(empty.pid ?? 0))
    const both = [0, 0, 0]
    for (const [name, pid] of processes) {
      const samples = await rounds(3, async (number) => {
        await pause(500)
        const size = await pss(pid)
        both[number] = (both[number] ?? 0) + size
        return size
      })
      await record({
        what: `memory ${when}: ${name}`,
        unit: 'MiB',
        by: 'median',
        samples,
        reach: null,
        peer: { what: 'an empty Node process', samples: bare },
      })
    }
    await record({
      what: `memory ${when}: both`,
      unit: 'MiB',
      by: 'median',
      samples: both,
      reach: 200,
      peer: { what: 'two empty Node processes', samples: bare.map((size) => 2 * size) },
    })
  }
  await look('after start')
  await measureInPython('cheat_sheet.py', fleet)
  await look('after 18 cheat-sheets')
  await measureInPython('ten_thousand.py', fleet)
  await look('after 10,000 annotations')
})
