import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** A Python with pipes, on this machine or in a container. */
export interface PythonProcess {
  readonly input: Writable
  readonly output: Readable
  readonly errors: Readable
  kill(): void
  /** Resolves when it has ended, and what it said last has been read: with its status in words. */
  readonly ended: Promise<string>
}

/** Programs that a command left running may hold the pipes open after Python has gone; its last answer is in them by then. */
const lastWords = 500

export const endedWith = (status: number | null): string =>
  `Python ended unexpectedly (${status ?? 'by a signal'}).`

/** Starts a program with a Python of this machine. */
export const startPython = (
  python: string,
  script: string,
  environment: Record<string, string>,
): PythonProcess => {
  const child = spawn(python, ['-I', '-X', 'utf8', script], {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`Python could not be started: ${error.message}`))
    child.once('close', (status) => resolve(endedWith(status)))
    child.once('exit', (status) => setTimeout(() => resolve(endedWith(status)), lastWords).unref())
  })
  return {
    input: child.stdin,
    output: child.stdout,
    errors: child.stderr,
    kill: () => void child.kill('SIGKILL'),
    ended,
  }
}
