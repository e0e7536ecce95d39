import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { seconds } from '../waiting/limit'
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

/** What a command wrote is there when it ends, or in an instant; what it has started may keep its output open for hours. */
const drainMilliseconds = 500

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** Nothing of it holds up this process any more; it is still read, so that whoever has it open can go on writing. */
const leaveOpen = (stream: Readable | null): void => {
  if (stream instanceof Socket) stream.unref()
}

/** A program that runs on by itself: it began, or it did not. */
const begin = ({ file, arguments: given }: Launch): Promise<Launched> =>
  new Promise((resolve) => {
    const child = spawn(file, [...given], { detached: true, stdio: 'ignore', windowsHide: true })
    child.once('error', (error) => resolve({ ok: false, said: error.message, output: '' }))
    child.once('spawn', () => {
      child.unref()
      resolve({ ok: true, said: '', output: '' })
    })
  })

/** Runs a command to its end; with the signal it is ended, and at its limit: what it has started goes on. */
const run = ({ file, arguments: given }: Launch, limit: number, signal: AbortSignal): Promise<Launched> =>
  new Promise((resolve) => {
    const child = spawn(file, [...given], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
    let drain: NodeJS.Timeout | undefined
    const tell = (ok: boolean, said = lastLine(errors)): void => {
      clearTimeout(timer)
      clearTimeout(drain)
      signal.removeEventListener('abort', leave)
      leaveOpen(child.stdout)
      leaveOpen(child.stderr)
      resolve({ ok, said, output })
    }
    const end = (why: string): void => {
      child.kill('SIGKILL')
      tell(false, why)
    }
    const leave = (): void => end('It was not waited for.')
    const timer = setTimeout(() => end(`It did not end within ${seconds(limit)}.`), limit)
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    child.once('error', (error) => tell(false, error.message))
    child.once('close', (status) => tell(status === 0))
    child.once('exit', (status) => {
      drain = setTimeout(() => tell(status === 0), drainMilliseconds)
    })
  })

/** Runs a command to its end, or lets a program run on by itself. An aborted one is a result like any that failed. */
export const launch = (given: Launch, signal: AbortSignal, limit = limitMilliseconds): Promise<Launched> =>
  given.stays ? begin(given) : run(given, limit, signal)

const desktopStatus = z.object({ Status: z.string() })

/** What `docker desktop status` tells; null where it cannot be asked: before 4.37, or without its command. */
export const readDesktopStatus = async (
  { cli }: Installed,
  run: typeof launch,
  signal: AbortSignal,
): Promise<string | null> => {
  if (cli === null) return null
  const asked = ['desktop', 'status', '--format', 'json']
  const { output } = await run({ file: cli, arguments: asked, stays: false }, signal)
  try {
    return desktopStatus.parse(JSON.parse(output)).Status.toLowerCase()
  } catch {
    return null
  }
}

/** Whether a process of Docker Desktop runs; null where the system does not tell. */
export const desktopRuns = async (
  { platform, wsl }: Surroundings,
  run: typeof launch,
  signal: AbortSignal,
): Promise<boolean | null> => {
  if (platform === 'win32' || wsl) {
    const asked = ['/FI', 'IMAGENAME eq Docker Desktop.exe', '/FO', 'CSV', '/NH']
    const file = wsl ? '/mnt/c/Windows/System32/tasklist.exe' : 'tasklist'
    const { ok, output } = await run({ file, arguments: asked, stays: false }, signal)
    return ok ? output.includes('Docker Desktop.exe') : null
  }
  const asked = ['-f', 'com.docker.backend']
  const { ok, said } = await run({ file: 'pgrep', arguments: asked, stays: false }, signal)
  // It ends with 1 where there is none, and says nothing then.
  return ok ? true : said === '' ? false : null
}
