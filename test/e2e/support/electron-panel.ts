import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { withTestPython } from '../../support/python'
import { openDisplay } from './display'
import { fileOf, type Found } from './needed'
import { tellViolations, watchProblems, type Problems } from './problems'

const folder = resolve(import.meta.dirname, '../../..')

/** Chromium does not run as root within its sandbox; nothing else is switched off for it. */
const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu']

/** As our own environment, without what would make Electron another program or write among the user's own files. */
const environmentOn = (display: string): Record<string, string> => {
  const { ELECTRON_RUN_AS_NODE: _node, ...rest } = process.env
  const kept = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(kept), ...withTestPython, DISPLAY: display }
}

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Electron on a display: as a program with arguments, and as the panel under a test's control. */
export interface ElectronForTest {
  /** `electron . WORDS`, to its end. */
  run(...words: readonly string[]): Promise<Ended>
  /** The panel over a home; `before` are words for Electron itself. */
  open(home: string, ...before: readonly string[]): Promise<ElectronPanel>
  /** `electron FOLDER WORDS`, until it has a window. */
  launch(folder: string, ...words: readonly string[]): Promise<Launched>
  end(): Promise<void>
}

export interface Launched {
  readonly app: ElectronApplication
  readonly page: Page
}

export interface ElectronPanel extends Launched {
  readonly problems: Problems
  readonly pid: number
}

export const openElectron = async (electron: Found): Promise<ElectronForTest> => {
  const executablePath = fileOf(electron)
  const display = await openDisplay()
  const env = environmentOn(display.name)
  const opened: ElectronApplication[] = []

  const run = (...words: readonly string[]): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const child = spawn(executablePath, [...switches, folder, ...words], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const said = { out: '', err: '' }
      child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
      child.once('error', reject)
      child.once('close', (status) => resolve({ status, ...said }))
    })

  const begin = async (...words: readonly string[]): Promise<Launched> => {
    const start = (): Promise<ElectronApplication> =>
      _electron.launch({ executablePath, args: [...switches, ...words], env, timeout: 20_000 })
    // The driver now and then misses a window that opens while it connects, and waits for it in vain: it ends that program, and tries once more.
    const app = await start().catch(start)
    opened.push(app)
    const page = await app.firstWindow()
    page.setDefaultTimeout(10_000)
    return { app, page }
  }

  const open = async (home: string, ...before: readonly string[]): Promise<ElectronPanel> => {
    const { app, page } = await begin(...before, folder, '--home', home)
    await tellViolations(app.context())
    const problems = watchProblems(page)
    // Loaded once more, so that it is watched from its first line on.
    await page.reload()
    return { app, page, problems, pid: app.process().pid ?? 0 }
  }

  return {
    run,
    open,
    launch: begin,
    end: async () => {
      for (const app of opened) await app.close().catch(() => undefined)
      await display.end()
    },
  }
}

/** The panel has seen the fleet's state by now: so has what asks about it. */
export const shows = async (panel: ElectronPanel, state: RegExp): Promise<void> => {
  await expect
    .poll(() =>
      panel.page
        .getByRole('banner')
        .getByRole('link', { name: /practice fleet/ })
        .textContent(),
    )
    .toMatch(state)
}

export const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
