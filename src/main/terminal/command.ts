import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { cancelled } from '../../shared/errors'

/** One run of an outside program. */
export interface Command {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Milliseconds after which the program is ended. */
  readonly limit: number
  readonly signal?: AbortSignal
  readonly folder?: string
  onLine?(line: string): void
}

export interface Outcome {
  /** Null when the program could not be started, was ended by a signal or ran out of time. */
  readonly code: number | null
  readonly standardOutput: string
  /** The last lines of both outputs, or why it could not be started. */
  readonly tail: string
  readonly timedOut: boolean
}

export type RunCommand = (command: Command) => Promise<Outcome>

const tailLines = 40
const outputLimit = 1_000_000
/** A grandchild may hold the outputs open after the program has ended. */
const lastWords = 1_000

/** Runs a program to its end. A program that is missing or fails is an outcome; only a cancelled run throws. */
export const runCommand: RunCommand = async (command) => {
  if (command.signal?.aborted) throw cancelled(`Running ${command.file}.`)
  const child = spawn(command.file, [...command.arguments], {
    env: command.environment,
    ...(command.folder === undefined ? {} : { cwd: command.folder }),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const tail: string[] = []
  const outputs = { text: '', timedOut: false }
  const take = (line: string): void => {
    tail.push(line)
    if (tail.length > tailLines) tail.shift()
    command.onLine?.(line)
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (outputs.text.length < outputLimit) outputs.text += `${line}\n`
    take(line)
  })
  createInterface({ input: child.stderr }).on('line', take)
  const end = (): void => void child.kill('SIGKILL')
  const timer = setTimeout(() => {
    outputs.timedOut = true
    end()
  }, command.limit)
  command.signal?.addEventListener('abort', end, { once: true })
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      tail.push(error.message)
      resolve(null)
    })
    child.once('close', resolve)
    child.once('exit', (status) => setTimeout(() => resolve(status), lastWords).unref())
  })
  child.stdout.destroy()
  child.stderr.destroy()
  clearTimeout(timer)
  command.signal?.removeEventListener('abort', end)
  if (command.signal?.aborted) throw cancelled(`Running ${command.file}.`)
  return { code, standardOutput: outputs.text, tail: tail.join('\n'), timedOut: outputs.timedOut }
}
