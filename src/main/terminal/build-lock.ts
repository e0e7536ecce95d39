import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cancelled, Failure } from '../../shared/errors'

const beat = 5_000
/** A holder that has not touched its file for so long is gone, whatever process has its number now. */
const silence = 60_000

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const held = async (file: string): Promise<boolean> => {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    const pid = Number(text)
    return Date.now() - mtimeMs < silence && (text === '' || (Number.isInteger(pid) && pid > 0 && alive(pid)))
  } catch {
    return false
  }
}

/** Files of others that still hold; those that the dead left behind are removed. */
const others = async (folder: string, mine: string | null): Promise<number> => {
  const names = (await readdir(folder)).filter((name) => name !== mine)
  const states = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      if (await held(file)) return true
      await rm(file, { force: true })
      return false
    }),
  )
  return states.filter(Boolean).length
}

export interface BuildLock {
  /** Whether another process had it first: what it did may make our work unnecessary. */
  readonly waited: boolean
  release(): Promise<void>
}

interface LockOptions {
  /** Milliseconds to wait for another process. */
  readonly limit: number
  readonly signal: AbortSignal
  onWait(): void
}

/**
 * Only one process builds an environment. Each contender writes a file of its own and then looks for others: who sees none
 * has it, who sees one takes its own back and waits. Nothing is ever taken from a living process.
 */
export const takeBuildLock = async (folder: string, options: LockOptions): Promise<BuildLock> => {
  await mkdir(folder, { recursive: true })
  const name = `${process.pid}-${randomUUID()}`
  const file = join(folder, name)
  const until = Date.now() + options.limit
  let waited = false
  for (;;) {
    if (options.signal.aborted)
      throw cancelled('Waiting for another process that makes the Python environment.')
    if ((await others(folder, null)) === 0) {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      if ((await others(folder, name)) === 0) break
      await rm(file, { force: true })
    }
    if (!waited) options.onWait()
    waited = true
    if (Date.now() > until) {
      throw new Failure({
        code: 'TIMED_OUT',
        what: 'The Python environment was not made.',
        why: `Another process has been making it for ${Math.round(options.limit / 60_000)} minutes.`,
        fix: 'Close other RealCAVE windows and commands that use this home, then try again.',
      })
    }
    await wait(150 + Math.random() * 150)
  }
  const beating = setInterval(() => {
    const now = new Date()
    // A file that is gone means that the folder was removed: the build itself will fail and tell.
    utimes(file, now, now).catch(() => clearInterval(beating))
  }, beat)
  beating.unref()
  return {
    waited,
    release: async () => {
      clearInterval(beating)
      await rm(file, { force: true })
    },
  }
}
