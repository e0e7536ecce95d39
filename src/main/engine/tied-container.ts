import { Duplex, PassThrough, type Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { ask } from './ask'
import { frames } from './frames'
import { never, within } from '../waiting/limit'
import { confinement, nobody } from './confinement'
import { createOnce, type OncePlace } from './once-container'
import type { TiedContainer, TiedOptions, TiedProgram } from './tied'

/** What an engine takes to tell a status or to remove a container, before it counts as gone. */
const answerLimit = 5_000

const pairs = (environment: Readonly<Record<string, string>>): string[] =>
  Object.entries(environment).map(([name, value]) => `${name}=${value}`)

const inspected = z.object({ ExitCode: z.number().nullable() })

/** Null where the engine does not say: the container is gone as well, or the engine hangs. */
const statusOf = async (exec: Docker.Exec): Promise<number | null> => {
  const limit = { milliseconds: answerLimit, waitingFor: 'the status of a program' }
  const told = inspected.safeParse(await within(never, limit, () => exec.inspect()).catch(() => null))
  return told.success ? told.data.ExitCode : null
}

/** Takes the two outputs apart, no faster than they are read. Resolves when both have ended, whatever ended them. */
const takeApart = async (stream: Duplex, output: Writable, errors: Writable): Promise<void> => {
  const parts = async function* (): AsyncGenerator<Buffer> {
    for await (const { stream: which, content } of frames(stream)) {
      if (which === 'output') yield content
      else errors.write(content)
    }
  }
  // A connection that breaks is the program's end, which its status tells.
  await pipeline(parts, output).catch(() => undefined)
  output.end()
  errors.end()
}

const outputs = (
  stream: Duplex,
): { readonly output: Readable; readonly errors: Readable; readonly gone: Promise<void> } => {
  const [output, errors] = [new PassThrough(), new PassThrough()]
  return { output, errors, gone: takeApart(stream, output, errors) }
}

const closed = (stream: Duplex): Promise<void> =>
  new Promise((resolve) => {
    stream.once('close', () => resolve())
    stream.once('end', () => resolve())
    // As above.
    stream.on('error', () => resolve())
  })

/**
 * Opens a container that ends with this process, however that ends: its first program reads from us, and the engine closes that when our
 * connection goes. Nothing of this machine is in it, and of the network only its own loopback.
 */
export const openTied = async (
  place: OncePlace,
  { image, command, environment }: TiedOptions,
  signal: AbortSignal,
): Promise<TiedContainer> => {
  const what = `A container of ${image} could not be opened.`
  const given = {
    Env: pairs(environment),
    User: nobody,
    WorkingDir: '/tmp',
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    // The engine removes it when its first program ends, which it does with the last word of the process that opened it.
    HostConfig: { ...confinement, AutoRemove: true },
  }
  const container = await createOnce(place, image, command, given, what, signal)
  const end = async (): Promise<void> => {
    const limit = { milliseconds: answerLimit, waitingFor: `the removal of a container of ${image}` }
    await within(never, limit, () => unlessAlready('gone', container.remove({ force: true, v: true })))
  }
  try {
    const stream = await ask(what, signal, () =>
      container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true }),
    )
    // Both kinds of the engine's connections are: its types say less.
    if (!(stream instanceof Duplex)) throw new TypeError('The engine gave a connection of one direction.')
    await ask(what, signal, () => container.start())
    const execute = async (
      given: Parameters<TiedContainer['run']>[0],
      terminal: boolean,
    ): Promise<{ readonly exec: Docker.Exec; readonly stream: Duplex }> => {
      const saying = `${given.command.join(' ')} could not be started in a container.`
      const exec = await ask(saying, given.signal, () =>
        container.exec({
          Cmd: [...given.command],
          Env: pairs(given.environment),
          WorkingDir: given.folder,
          AttachStdin: true,
          AttachStdout: true,
          AttachStderr: true,
          Tty: terminal,
        }),
      )
      const stream = await ask(saying, given.signal, () =>
        exec.start({ hijack: true, stdin: true, Tty: terminal }),
      )
      return { exec, stream }
    }
    return {
      input: stream,
      ...outputs(stream),
      async run(given) {
        const { exec, stream: of } = await execute(given, false)
        const { output, errors, gone } = outputs(of)
        return { input: of, output, errors, ended: gone.then(() => statusOf(exec)) } satisfies TiedProgram
      },
      async runInTerminal(given) {
        const { exec, stream: of } = await execute(given, true)
        const resize = async (columns: number, rows: number): Promise<void> => {
          // One that ends just now has no size.
          await exec.resize({ w: columns, h: rows }).catch(() => undefined)
        }
        await resize(given.size.columns, given.size.rows)
        return { stream: of, resize, ended: closed(of).then(() => statusOf(exec)) }
      },
      end,
    }
  } catch (error) {
    await end().catch(() => undefined)
    throw error
  }
}
