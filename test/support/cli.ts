import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port'
import { temporaryFolder } from './temporary-folder'

export const realcave = resolve(import.meta.dirname, '../../bin/realcave.mjs')

export interface Ended {
  /** Null when a signal ended it. */
  readonly status: number | null
  readonly out: string
  readonly err: string
  /** Standard output parsed, line by line; fails on a line that is no JSON. */
  readonly json: () => Record<string, unknown>[]
}

export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves when standard output or error output has held the words. */
  said(words: string): Promise<void>
}

/** The built command line as a process of its own, with no terminal. */
export const start = (argv: readonly string[], environment: Record<string, string> = {}): Started => {
  const child = spawn(process.execPath, [realcave, ...argv], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  const waiting = new Set<() => void>()
  const take = (name: 'out' | 'err') => (chunk: Buffer) => {
    said[name] += chunk.toString('utf8')
    for (const look of waiting) look()
  }
  child.stdout.on('data', take('out'))
  child.stderr.on('data', take('err'))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => {
      const { out, err } = said
      resolve({
        status,
        out,
        err,
        json: () =>
          out
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line)),
      })
    })
  })
  return {
    process: child,
    ended,
    said: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!said.out.includes(words) && !said.err.includes(words)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
        void ended.then(({ out, err }) => reject(new Error(`It ended without "${words}":\n${out}\n${err}`)))
      }),
  }
}

export const run = (argv: readonly string[], environment?: Record<string, string>): Promise<Ended> =>
  start(argv, environment).ended

export interface Place {
  readonly home: string
  readonly port: number
  /** --home and --port, to stand behind a verb. */
  readonly options: readonly string[]
}

/** A home and a port of the test's own. What runs in it when the test ends is stopped, and the home removed. */
export const place = async (): Promise<Place> => {
  const { folder: home, remove } = await temporaryFolder('cli')
  const port = await freePort()
  onTestFinished(async () => {
    await run(['down', '--home', home])
    await remove()
  })
  return { home, port, options: ['--home', home, '--port', String(port), '--fleet', 'practice'] }
}
