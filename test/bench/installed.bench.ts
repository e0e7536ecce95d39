import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished, test } from 'vitest'
import { changeSettings } from '../../src/main/home/settings-file'
import { readProcessState } from '../../src/main/practice/process-file'
import { openDisplay } from '../e2e/support/display'
import { fileOf, neededElectron } from '../e2e/support/needed'
import { fusedProgram, type Fused, type OpenWindow } from '../package/support/fused-panel'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { emptyProgram } from './empty-program'
import { record } from './figure'

const rounds = { warm: 7, cold: 3 } as const

/** What `npm run package -- linux --dir` makes. */
const installedProgram = async (): Promise<string> => {
  const file = resolve('dist/linux-unpacked/realcave')
  if ((await stat(file).catch(() => undefined)) === undefined)
    throw new Error('There is nothing installed in dist/: run "npm run package -- linux --dir" first.')
  return file
}

interface Installed {
  readonly panel: Fused
  readonly empty: Fused
  /** Words that open the panel on a fleet that runs, and the empty window. */
  readonly words: { readonly panel: readonly string[]; readonly empty: readonly string[] }
  readonly home: string
}

/** The installed program over a practice fleet of its own that runs, and Electron with nothing in it. */
const installed = async (): Promise<Installed> => {
  const file = await installedProgram()
  const { folder, remove } = await temporaryFolder('installed')
  onTestFinished(remove)
  const display = await openDisplay()
  onTestFinished(() => display.end())
  const home = join(folder, 'home')
  const panel = fusedProgram(file, display, { HOME: join(folder, 'user') })
  const port = String(await freePort())
  const up = await panel.run('up', '--home', home, '--fleet', 'practice', '--port', port)
  if (up.status !== 0) throw new Error(`The fleet did not start:\n${up.err}`)
  onTestFinished(async () => {
    await panel.run('down', '--home', home)
  })
  // Nobody is there to be asked what shall become of it.
  await changeSettings(home, { leaving: 'keep' }, () => undefined)
  const empty = fusedProgram(fileOf(await neededElectron()), display, { HOME: join(folder, 'user') })
  return {
    panel,
    empty,
    words: { panel: ['--home', home], empty: [await emptyProgram()] },
    home,
  }
}

interface Start {
  /** Milliseconds from the start of the process to the first picture in its window, as Chromium notes it. */
  readonly window: number
  /** And to what is waited for, seen from outside. */
  readonly shown: number
}

const started = async (
  program: Fused,
  words: readonly string[],
  shown: (open: OpenWindow) => Promise<unknown>,
): Promise<Start> => {
  const before = performance.timeOrigin + performance.now()
  const open = await program.open(...words)
  await shown(open)
  const after = performance.timeOrigin + performance.now()
  await open.page.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0)
  const painted = await open.page.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('first-paint')[0]?.startTime ?? Number.NaN),
  )
  await open.quit()
  return { window: painted - before, shown: after - before }
}

const heading = ({ page }: OpenWindow): Promise<void> => page.locator('h1').first().waitFor()
/** A heading, and how the fleet is. */
const interactive = async ({ page }: OpenWindow): Promise<void> => {
  await page.locator('main h1').first().waitFor()
  await page
    .getByRole('banner')
    .getByRole('link', { name: /practice fleet\s*ready/ })
    .waitFor()
}

/** What was read from the disk has to be read again; only root can have that. */
const dropCaches = (): Promise<void> => writeFile('/proc/sys/vm/drop_caches', '3')

test.runIf(process.platform === 'linux')('start of what is installed, warm and cold', async () => {
  const { panel, empty, words } = await installed()
  const own = () => started(panel, words.panel, interactive)
  const least = () => started(empty, words.empty, heading)
  const measure = async (how: 'warm' | 'cold'): Promise<void> => {
    const samples: { readonly own: Start; readonly least: Start }[] = []
    for (let round = 0; round < rounds[how]; round += 1) {
      if (how === 'cold') await dropCaches()
      const bare = await least()
      if (how === 'cold') await dropCaches()
      samples.push({ least: bare, own: await own() })
    }
    for (const [what, at, reach] of [
      ['window', 'window', 800],
      ['interactive', 'shown', 1500],
    ] as const)
      await record({
        what: `installed start -> ${what} (${how})`,
        unit: 'ms',
        by: 'median',
        samples: samples.map((each) => each.own[at]),
        reach: how === 'warm' ? reach : null,
        peer: { what: 'an empty window', samples: samples.map((each) => each.least[at]) },
      })
  }
  await least()
  await own()
  await measure('warm')
  if (process.getuid?.() === 0) await measure('cold')
})

const statusOf = async (pid: string): Promise<string> =>
  readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')

/** A process and all that it has started, PostgreSQL's apart. */
const family = async (root: number): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(
    pids.map(async (pid) => {
      const status = await statusOf(pid)
      return {
        pid,
        parent: /^PPid:\s+(\d+)$/m.exec(status)?.[1],
        name: /^Name:\s+(.*)$/m.exec(status)?.[1],
      }
    }),
  )
  const found = new Set([String(root)])
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const { pid, parent, name } of all)
      if (parent !== undefined && found.has(parent) && name !== 'postgres') found.add(pid)
  }
  return [...found]
}

/** MiB; pages that several processes share are divided among them. */
const pss = async (pids: readonly string[]): Promise<number> => {
  const each = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1024
    }),
  )
  return each.reduce((sum, size) => sum + size, 0)
}

test.runIf(process.platform === 'linux')('memory of what is installed, idle', async () => {
  const { panel, empty, words, home } = await installed()
  const fleet = await readProcessState(home)
  if (fleet === null) throw new Error('The fleet has no process.')
  const open = await panel.open(...words.panel)
  await interactive(open)
  await open.page.getByRole('navigation').getByRole('link', { name: 'Annotations' }).click()
  await open.page.getByText('cell A').first().waitFor()
  const bare = await empty.open(...words.empty)
  await heading(bare)
  // What the start has left behind is given back, as far as it will be.
  await pause(20_000)
  const [window, practice, least] = await Promise.all(
    [open.process.pid, fleet.pid, bare.process.pid].map(async (pid) => pss(await family(pid ?? 0))),
  )
  const figure = { unit: 'MiB', by: 'median', reach: null } as const
  await record({ ...figure, what: 'memory idle, installed: panel on Annotations', samples: [window ?? 0] })
  await record({ ...figure, what: 'memory idle, installed: practice process', samples: [practice ?? 0] })
  await record({
    ...figure,
    what: 'memory idle, installed: all processes, PostgreSQL apart',
    samples: [(window ?? 0) + (practice ?? 0)],
    reach: 300,
    peer: { what: 'an empty window', samples: [least ?? 0] },
  })
  await bare.quit()
  await open.quit()
})
