import { randomUUID } from 'node:crypto'
import type Docker from 'dockerode'
import { z } from 'zod'
import { cancelled, Failure } from '../../shared/errors'
import { within } from '../waiting/limit'
import { ask, engineFailure } from './ask'
import type { ExecResult } from './engine'
import { frames, linesOf } from './frames'

/** Ends of outputs are kept: what a program says last says why. */
const keptCharacters = 1_000_000

const outcome = z.object({ ExitCode: z.number().nullable(), Running: z.boolean() })

/** A text whose beginning is forgotten when it grows too long. */
class Tail {
  #text = ''

  add(line: string): void {
    this.#text += `${line}\n`
    if (this.#text.length > 2 * keptCharacters) this.#text = this.#text.slice(-keptCharacters)
  }

  get text(): string {
    return this.#text.slice(-keptCharacters)
  }
}

/** Reads a program's output to its end, line by line. */
export const readOutput = async (
  stream: AsyncIterable<unknown>,
  log: (line: string) => void,
): Promise<Pick<ExecResult, 'output' | 'errors'>> => {
  const tails = { output: new Tail(), errors: new Tail() }
  for await (const { stream: which, text } of linesOf(frames(stream))) {
    tails[which].add(text)
    log(text)
  }
  return { output: tails.output.text, errors: tails.errors.text }
}

const markName = 'REALCAVE_EXEC'

/**
 * The engine has no call that ends an exec'd program. Its environment is marked, and what it starts inherits the mark: a
 * second program finds all of them by it.
 */
const endMarked = async (docker: Docker, container: string, mark: string): Promise<void> => {
  const script = `for each in /proc/[0-9]*; do
    if grep -q "${markName}=${mark}" "$each/environ" 2>/dev/null; then kill -KILL "\${each#/proc/}" 2>/dev/null; fi
  done`
  const ending = await docker.getContainer(container).exec({ Cmd: ['sh', '-c', script], User: '0' })
  await ending.start({ Detach: true })
}

/** An engine does it at once; one that hangs must not hold up whoever has cancelled. */
const endMilliseconds = 5000

/** Runs a program in a running container. After an abort it is ended where the container has a shell to do so. */
export const execIn = async (
  docker: Docker,
  container: string,
  command: readonly string[],
  log: (line: string) => void,
  signal: AbortSignal,
  environment: Readonly<Record<string, string>> = {},
  endLimit = endMilliseconds,
): Promise<ExecResult> => {
  const what = `Running ${command.join(' ')} in a container.`
  const mark = randomUUID()
  const exec = await ask(what, signal, () =>
    docker.getContainer(container).exec({
      Cmd: [...command],
      Env: [`${markName}=${mark}`, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
    }),
  )
  try {
    const stream = await exec.start({ Detach: false, Tty: false, abortSignal: signal })
    const read = await readOutput(stream, log)
    const { ExitCode, Running } = outcome.parse(await ask(what, signal, () => exec.inspect()))
    if (Running || ExitCode === null) {
      throw new Failure({
        code: 'ENGINE_FAILED',
        what,
        why: 'Its output ended before it did: the container stopped, or the engine.',
        fix: 'Look at the log of the service, then try again.',
      })
    }
    return { status: ExitCode, ...read }
  } catch (error) {
    if (!signal.aborted) throw engineFailure(what, error)
    // Nobody waits for the answer any more; where the container is gone, so is the program.
    const limit = { milliseconds: endLimit, waitingFor: 'the program to be ended' } as const
    const { signal: own } = new AbortController()
    await within(own, limit, () => endMarked(docker, container, mark)).catch(() => undefined)
    throw cancelled(what)
  }
}
