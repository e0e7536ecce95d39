import { spawn, type ChildProcess } from 'node:child_process'
import { chromium, errors, type Browser, type Page } from 'playwright-core'
import { withTestPython } from '../../support/python'
import type { Display } from '../../e2e/support/display'
import { sameUser, type User } from './ordinary-user'

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** The packaged program. It lets nobody inspect its Node: its windows are driven over Chromium's own port. */
export interface Fused {
  /** `realcave WORDS`, to its end. */
  run(...words: readonly string[]): Promise<Ended>
  open(...words: readonly string[]): Promise<OpenWindow>
}

export interface OpenWindow {
  readonly page: Page
  readonly process: ChildProcess
  /** Closes the window as a person does; the program ends with it. */
  quit(): Promise<number | null>
}

/** A window of a program that has just been unpacked takes a while on a busy machine. */
const startLimit = 60_000

const listening = (child: ChildProcess, said: { err: string }): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`No port within ${startLimit} ms:\n${said.err}`)),
      startLimit,
    )
    const settle = (act: () => void): void => {
      clearTimeout(late)
      act()
    }
    child.stderr?.on('data', () => {
      const address = /DevTools listening on ws:\/\/([\d.]+:\d+)/.exec(said.err)?.[1]
      if (address !== undefined) settle(() => resolve(`http://${address}`))
    })
    child.once('exit', (status) => settle(() => reject(new Error(`It ended with ${status}:\n${said.err}`))))
    child.once('error', (error) => settle(() => reject(error)))
  })

/** A page that is being made as Chromium is asked for it sometimes never answers that asking; it answers the next. */
const connected = async (address: string): Promise<Browser> => {
  // Electron has no downloads to be told how to do them.
  const options = { noDefaults: true, timeout: startLimit / 4 }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(address, options)
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === 4) throw error
      process.stderr.write(`Chromium did not answer; it is asked again (${attempt}).\n`)
    }
  }
}

export const fusedProgram = (
  file: string,
  display: Display,
  environment: Readonly<Record<string, string>> = {},
  user: User = sameUser,
): Fused => {
  const env = { ...process.env, ...withTestPython, ...environment, DISPLAY: display.name }
  const start = (words: readonly string[]): { child: ChildProcess; said: { out: string; err: string } } => {
    // Chromium does not run as root within its sandbox.
    const switches = user.isRoot ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu']
    const [command = file, ...given] = [...user.prefix, file, ...switches, ...words]
    const child = spawn(command, given, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
    return { child, said }
  }
  return {
    run: (...words) =>
      new Promise((resolve, reject) => {
        const { child, said } = start(words)
        child.once('error', reject)
        child.once('close', (status) => resolve({ status, ...said }))
      }),
    open: async (...words) => {
      const { child, said } = start([`--remote-debugging-port=0`, ...words])
      const ended = new Promise<number | null>((resolve) => {
        child.once('exit', resolve)
      })
      const browser = await connected(await listening(child, said))
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('The program has no window.')
      const page = context.pages()[0] ?? (await context.waitForEvent('page'))
      page.setDefaultTimeout(30_000)
      return {
        page,
        process: child,
        quit: async () => {
          await page.close()
          const status = await ended
          await browser.close()
          return status
        },
      }
    },
  }
}
