import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { systemCode } from './file-failure'

const run = promisify(execFile)

/** Asking the system takes milliseconds, on Windows up to seconds under a virus scanner. */
const limit = { timeout: 10_000, windowsHide: true } as const

const onLinux = async (pid: number): Promise<string> => {
  const [boot, status] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ])
  // The name, second and in brackets, may hold blanks and brackets itself; the start is the 22nd field (proc(5)).
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
  return `${boot.trim()}:${fields[19] ?? ''}`
}

const onMac = async (pid: number): Promise<string> => {
  const { stdout } = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
    ...limit,
    env: { LC_ALL: 'C', TZ: 'UTC' },
  })
  return stdout.trim()
}

const onWindows = async (pid: number): Promise<string> => {
  const command = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
  const { stdout } = await run(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', command],
    limit,
  )
  return stdout.trim()
}

/**
 * Whether it has ended and only waits for its parent to take notice: where the first process of a container is no init, that
 * may take a second, or for ever.
 */
const isZombie = (pid: number): boolean => {
  if (process.platform !== 'linux') return false
  try {
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    // It ended in this instant, or may not be looked into: what is known is that its number is taken.
    return false
  }
}

/** Whether a process of this number runs, be it ours to signal or not. */
export const processExists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/**
 * When a process started, in words of the system that are only good for comparing: numbers are used again, start times
 * are not. Null where the process has ended or the system does not tell.
 */
export const processIdentity = async (pid: number): Promise<string | null> => {
  try {
    const identity = await (
      process.platform === 'win32' ? onWindows : process.platform === 'darwin' ? onMac : onLinux
    )(pid)
    return identity === '' ? null : identity
  } catch {
    // No such process, or no permission to look: the caller decides by the number alone.
    return null
  }
}

let own: Promise<string | null> | undefined

/** This process's identity; asked of the system once. */
export const ownIdentity = (): Promise<string | null> => (own ??= processIdentity(process.pid))

/** Whether the process that was told by number and identity still runs; an unknown identity is taken for the same. */
export const processRuns = async (pid: number, identity: string | null): Promise<boolean> => {
  if (!processExists(pid)) return false
  if (identity === null) return true
  const now = await processIdentity(pid)
  return now === null ? processExists(pid) : now === identity
}
