import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { cancelled, Failure } from '../../shared/errors'
import type { PythonProcess } from '../terminal/python-process'

const answer = z.object({
  nonce: z.string(),
  id: z.number(),
  ok: z.boolean(),
  output: z.string(),
  error: z.string(),
})

/** What a command or check came to. */
export interface Verdict {
  readonly ok: boolean
  /** Printed text and the value shown. */
  readonly output: string
  /** Why it failed; empty when it did not. */
  readonly error: string
  /** The Python process is gone: nothing further can be run. */
  readonly ended: boolean
  /** Milliseconds. */
  readonly elapsed: number
}

type Told = Pick<Verdict, 'ok' | 'output' | 'error'>

type Order = 'prepare' | 'execute' | 'check'

/** A Python that runs a lesson's commands in one namespace: a process of its own, or a terminal's. */
export interface Driver {
  readonly ask: (kind: Order, code: string, limit: number) => Promise<Verdict>
}

/** One that was started for a lesson, and ends with it. */
export interface OwnDriver extends Driver {
  end(): Promise<void>
}

export interface DriverOptions {
  /** Runs lesson_driver.py. */
  readonly python: PythonProcess
  readonly signal: AbortSignal
}

const tailLength = 4_000

const json = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Begins the sentence that says what was done about it. */
export const overLimit = (milliseconds: number): string =>
  `It took longer than ${Math.round(milliseconds / 100) / 10} s, the step's limit`

export const startDriver = ({ python, signal }: DriverOptions): OwnDriver => {
  if (signal.aborted) {
    python.kill()
    throw cancelled('The lesson.')
  }
  // A name of this run's own: only the driver knows it, so nothing that a command prints passes for an answer.
  const nonce = randomUUID()
  let tail = ''
  let count = 0
  let gone: string | null = null
  let settle: (verdict: Told | null) => void = () => {}
  let expected = -1

  const kill = (): void => python.kill()
  signal.addEventListener('abort', kill, { once: true })
  const end = async (): Promise<void> => {
    const how = await python.ended
    gone ??= `${how} ${tail.trim()}`.trim()
    settle(null)
    python.output.destroy()
    python.errors.destroy()
  }
  const closed = end()
  // A write to a process that has just died is told by its end.
  python.input.on('error', () => {})
  python.errors.on('data', (data: Buffer) => {
    tail = (tail + data.toString('utf8')).slice(-tailLength)
  })
  createInterface({ input: python.output }).on('line', (line) => {
    const told = answer.safeParse(json(line))
    if (!told.success || told.data.nonce !== nonce || told.data.id !== expected) return
    settle(told.data)
  })
  python.input.write(`${JSON.stringify({ nonce })}\n`)

  return {
    async ask(kind, code, limit) {
      if (signal.aborted) throw cancelled('The lesson.')
      if (gone !== null) return { ok: false, output: '', error: gone, ended: true, elapsed: 0 }
      const asked = Date.now()
      count += 1
      expected = count
      const told = new Promise<Told | null>((resolve) => (settle = resolve))
      const timer = setTimeout(() => {
        gone = `${overLimit(limit)}, so its Python was ended.`
        kill()
      }, limit)
      python.input.write(`${JSON.stringify({ id: count, kind, code })}\n`)
      const verdict = await told
      clearTimeout(timer)
      if (signal.aborted) throw cancelled('The lesson.')
      const elapsed = Date.now() - asked
      if (verdict !== null) return { ...verdict, ended: false, elapsed }
      return { ok: false, output: '', error: gone ?? 'Python ended.', ended: true, elapsed }
    },
    async end() {
      signal.removeEventListener('abort', kill)
      kill()
      await closed
    },
  }
}

/** The lesson cannot begin, whatever the fleet does. */
export const pythonEnded = (why: string): Failure =>
  new Failure({
    code: 'PYTHON_SETUP_FAILED',
    what: 'The lesson did not start.',
    why,
    fix: 'Run it again: an environment that is damaged is made anew first. "realcave doctor" tells what this machine lacks.',
  })

/** The lesson cannot begin: the reason is the fleet's or the environment's, not the lesson's. */
export const notStarted = (why: string): Failure =>
  new Failure({
    code: 'CAVE_UNREACHABLE',
    what: 'The lesson did not start.',
    why: `${why.replace(/\.$/, '')}.`,
    fix: 'Start the fleet (realcave up), then run the lesson again.',
  })
