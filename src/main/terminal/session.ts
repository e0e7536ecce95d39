import type { TerminalEvent } from '../../shared/domain/terminal'
import { Failure } from '../../shared/errors'
import { createOutputFeed } from './output-feed'
import type { Pty, PtyOptions, SpawnPty } from './pty'

interface Size {
  readonly columns: number
  readonly rows: number
}

/** What to start, asked anew at each start: the fleet's address may have changed. */
export type Program = (
  signal: AbortSignal,
) => Promise<Pick<PtyOptions, 'file' | 'arguments' | 'environment' | 'folder'>>

/** One terminal: a Python process, its output, and the means to start it again. */
export interface Session {
  output(signal: AbortSignal): AsyncIterable<TerminalEvent>
  write(data: string): void
  resize(size: Size): void
  restart(signal: AbortSignal): Promise<void>
  close(): Promise<void>
  readonly running: boolean
  readonly followers: number
}

/** A process that ignores the hang-up is killed after this. */
const patience = 2_000

export const sessionClosed = (why: string): Failure =>
  new Failure({
    code: 'TERMINAL_CLOSED',
    what: 'The terminal did not take it.',
    why,
    fix: 'Start the terminal again.',
  })

interface Running {
  readonly pty: Pty
  readonly gone: Promise<void>
  /** Ended by us for another to take its place: nobody is told of that end. */
  replaced: boolean
}

export const openSession = async (
  spawn: SpawnPty,
  program: Program,
  first: Size,
  signal: AbortSignal,
): Promise<Session> => {
  let size = first
  let running: Running | null = null
  let closed = false
  /** Starts and ends happen one after the other, in the order they were asked for. */
  let turn: Promise<void> = Promise.resolve()

  const feed = createOutputFeed({
    pause: () => running?.pty.pause(),
    resume: () => running?.pty.resume(),
  })

  const start = async (asked: AbortSignal): Promise<void> => {
    let leave = (): void => {}
    const gone = new Promise<void>((resolve) => (leave = resolve))
    const pty = await spawn({
      ...(await program(asked)),
      size,
      onData: (data) => feed.push(data),
      onExit: (code) => {
        const told = running?.replaced !== true
        running = null
        leave()
        if (told) feed.exit(code)
      },
    })
    running = { pty, gone, replaced: false }
  }

  const stop = async (replaced: boolean): Promise<void> => {
    const ending = running
    if (ending === null) return
    ending.replaced = replaced
    // A paused terminal would never tell its end.
    ending.pty.resume()
    ending.pty.kill(false)
    const timer = setTimeout(() => ending.pty.kill(true), patience)
    await ending.gone
    clearTimeout(timer)
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  const process = (): Pty => {
    if (closed) throw sessionClosed('This terminal was closed.')
    if (running === null) throw sessionClosed('Its Python has ended.')
    return running.pty
  }

  await start(signal)
  return {
    output: (signal) => feed.follow(signal),
    write: (data) => process().write(data),
    resize(next) {
      const pty = process()
      size = next
      pty.resize(next.columns, next.rows)
    },
    restart: (asked) =>
      inTurn(async () => {
        if (closed) throw sessionClosed('This terminal was closed.')
        await stop(true)
        feed.restart()
        await start(asked)
      }),
    close: () =>
      inTurn(async () => {
        closed = true
        await stop(false)
        feed.end()
      }),
    get running() {
      return running !== null
    },
    get followers() {
      return feed.followers
    },
  }
}
