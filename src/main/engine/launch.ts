import { spawn } from 'node:child_process'
import { z } from 'zod'
import type { Installed } from './installed'
import type { Launch } from './launch-plan'
import type { Surroundings } from './surroundings'

export interface Launched {
  readonly ok: boolean
  /** What it said last; why it could not be begun. */
  readonly said: string
  readonly output: string
}

/** Asking and telling take a moment; a command that hangs must not hold up the wait for the engine. */
const limitMilliseconds = 30_000

/** Runs a command to its end, or lets a program run on by itself. */
export const launch = ({ file, arguments: given, stays }: Launch): Promise<Launched> =>
  new Promise((resolve) => {
    const child = spawn(file, [...given], {
      detached: stays,
      stdio: stays ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(stays ? {} : { timeout: limitMilliseconds }),
    })
    let output = ''
    let errors = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
    child.once('error', (error) => resolve({ ok: false, said: error.message, output }))
    if (stays) {
      child.once('spawn', () => {
        child.unref()
        resolve({ ok: true, said: '', output })
      })
    } else {
      child.once('close', (status) =>
        resolve({ ok: status === 0, said: errors.trim().split('\n').at(-1) ?? '', output }),
      )
    }
  })

const desktopStatus = z.object({ Status: z.string() })

/** What `docker desktop status` tells; null where it cannot be asked: before 4.37, or without its command. */
export const readDesktopStatus = async ({ cli }: Installed, run: typeof launch): Promise<string | null> => {
  if (cli === null) return null
  const { output } = await run({
    file: cli,
    arguments: ['desktop', 'status', '--format', 'json'],
    stays: false,
  })
  try {
    return desktopStatus.parse(JSON.parse(output)).Status.toLowerCase()
  } catch {
    return null
  }
}

/** Whether a process of Docker Desktop runs; null where the system does not tell. */
export const desktopRuns = async (
  { platform }: Surroundings,
  run: typeof launch,
): Promise<boolean | null> => {
  if (platform === 'win32') {
    const asked = ['/FI', 'IMAGENAME eq Docker Desktop.exe', '/FO', 'CSV', '/NH']
    const { ok, output } = await run({ file: 'tasklist', arguments: asked, stays: false })
    return ok ? output.includes('Docker Desktop.exe') : null
  }
  const { ok, said } = await run({ file: 'pgrep', arguments: ['-f', 'com.docker.backend'], stays: false })
  // It ends with 1 where there is none, and says nothing then.
  return ok ? true : said === '' ? false : null
}
