import { setMaxListeners } from 'node:events'
import { createInterface } from 'node:readline'
import type { Io, Sink } from './io'

const widthOfAPage = 100

const sink = (stream: NodeJS.WriteStream, gone: () => void): Sink => {
  let open = true
  // EPIPE: `realcave table x | head` has read enough. Nothing else can go wrong with a pipe that is worth a word on it.
  stream.on('error', () => {
    open = false
    gone()
  })
  return {
    write(text) {
      if (open) stream.write(text)
    },
    isTerminal: stream.isTTY,
    get columns() {
      // A terminal that does not know its size says 0.
      return stream.isTTY && stream.columns > 0 ? stream.columns : widthOfAPage
    },
  }
}

/** Resolves when what was written has left this process, or never will. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) return resolve()
    stream.once('error', () => resolve())
    stream.write('', () => resolve())
  })

export interface ProcessIo extends Io {
  /** Gives the signals back and waits for the output to be taken. */
  end(): Promise<void>
}

/** This process's own input, output and signals. */
export const processIo = (): ProcessIo => {
  const cancelled = new AbortController()
  const unread = new AbortController()
  // One signal for a whole verb: steps, checks and sources that run side by side all listen to it.
  setMaxListeners(0, cancelled.signal, unread.signal)
  let asked = 0
  const stop = (): void => {
    asked += 1
    // The second Ctrl-C is meant: what still cleans up is left behind.
    if (asked > 1) process.exit(1)
    cancelled.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)

  return {
    stdout: sink(process.stdout, () => unread.abort()),
    stderr: sink(process.stderr, () => undefined),
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    signal: cancelled.signal,
    unread: unread.signal,
    line: (signal) =>
      new Promise((resolve) => {
        const reader = createInterface({ input: process.stdin, terminal: false })
        const done = (line: string | null): void => {
          signal.removeEventListener('abort', onAbort)
          reader.close()
          process.stdin.pause()
          resolve(line)
        }
        const onAbort = (): void => done(null)
        signal.addEventListener('abort', onAbort)
        reader.once('line', done)
        reader.once('close', () => done(null))
      }),
    async end() {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, stop)
      await Promise.all([flushed(process.stdout), flushed(process.stderr)])
    },
  }
}
