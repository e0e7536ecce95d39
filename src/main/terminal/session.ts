import { randomUUID } from 'node:crypto'
import { killed, type TerminalEvent } from '../../shared/domain/terminal'
import { Failure } from '../../shared/errors'
import { createOrders, type Orders } from './orders'
import { createOutputFeed } from './output-feed'
import type { Pty, PtyOptions, SpawnPty } from './pty'
import { endsWithin } from '../waiting/limit'
import { createReportReader } from './report-reader'
import { createVersionNews, type TellVersions } from './version-news'

interface Size {
  readonly columns: number
  readonly rows: number
}

/** What to start, asked anew at each start: the fleet's address may have changed. */
export type Program = (
  signal: AbortSignal,
) => Promise<Pick<PtyOptions, 'file' | 'arguments' | 'environment' | 'folder'> & { readonly spawn: SpawnPty }>

/** One terminal: a Python process, its output, and the means to start it again. */
export interface Session {
  /** A reader with a name tells by `taken` what it has drawn: it is sent no more than it can draw, and Python waits. */
  output(signal: AbortSignal, reader?: string): AsyncIterable<TerminalEvent>
  taken(reader: string, characters: number): void
  write(data: string): void
  resize(size: Size): void
  restart(signal: AbortSignal): Promise<void>
  close(): Promise<void>
  /** Those of the Python that runs now; another one starts with a restart. Fails where none runs. */
  orders(): Orders
  /** Its client moves on to a newer version, unless its user has chosen one, and says so before its next command. */
  readonly tellVersions: TellVersions
  /** Told whenever a Python takes the place of one before: its names are gone. Answers with what ends the listening. */
  onRestart(listener: () => void): () => void
  readonly running: boolean
  readonly followers: number
}

/** A process that ignores the hang-up is killed after this; one whose end is not told then, as by an engine that hangs, is given up. */
const patience = { milliseconds: 2_000, waitingFor: 'the end of its Python' }

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
  readonly orders: Orders
  /** What its end brings with it; once. */
  readonly end: (code: number) => void
  /** Ended by us for another to take its place: nobody is told of that end. */
  replaced: boolean
}

export const openSession = async (program: Program, first: Size, signal: AbortSignal): Promise<Session> => {
  let size = first
  let running: Running | null = null
  let closed = false
  const listeners = new Set<() => void>()
  /** Starts and ends happen one after the other, in the order they were asked for. */
  let turn: Promise<void> = Promise.resolve()

  const feed = createOutputFeed({
    pause: () => running?.pty.pause(),
    resume: () => running?.pty.resume(),
  })

  const start = async (asked: AbortSignal): Promise<void> => {
    let leave = (): void => {}
    const gone = new Promise<void>((resolve) => (leave = resolve))
    // Known to this Python alone: with the one nothing that is printed passes for a report, with the other nothing pasted for an order.
    const nonce = randomUUID()
    const key = randomUUID()
    const orders = createOrders(key, (data) => running?.pty.write(data))
    const reader = createReportReader(nonce, (report) => orders.take(report))
    const show = (data: string): void => {
      if (data !== '') feed.push(data)
    }
    let over = false
    const end = (code: number): void => {
      if (over) return
      over = true
      const told = running?.replaced !== true
      running = null
      show(reader.rest())
      orders.end()
      leave()
      if (told) feed.exit(code)
    }
    const { spawn, ...what } = await program(asked)
    const pty = await spawn({
      ...what,
      environment: { ...what.environment, REALCAVE_VERDICTS: `${nonce}.${key}` },
      size,
      // Of one that was given up nothing is heard any more.
      onData: (data) => {
        if (!over) show(reader.take(data))
      },
      onExit: end,
    })
    if (!over) running = { pty, gone, orders, end, replaced: false }
  }

  const stop = async (replaced: boolean): Promise<void> => {
    const ending = running
    if (ending === null) return
    ending.replaced = replaced
    // A paused terminal would never tell its end.
    ending.pty.resume()
    for (const force of [false, true]) {
      ending.pty.kill(force)
      if (await endsWithin(patience, () => ending.gone)) return
    }
    ending.end(killed)
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  const current = (): Running => {
    if (closed) throw sessionClosed('This terminal was closed.')
    if (running === null) throw sessionClosed('Its Python has ended.')
    return running
  }

  await start(signal)
  return {
    output: (signal, reader) => feed.follow(signal, reader),
    taken: (reader, characters) => feed.taken(reader, characters),
    write: (data) => current().pty.write(data),
    resize(next) {
      const { pty } = current()
      size = next
      pty.resize(next.columns, next.rows)
    },
    restart: (asked) =>
      inTurn(async () => {
        if (closed) throw sessionClosed('This terminal was closed.')
        await stop(true)
        feed.restart()
        for (const listener of listeners) listener()
        try {
          await start(asked)
        } catch (error) {
          // Whoever looks at the empty screen is told that nothing runs there.
          feed.exit(1)
          throw error
        }
      }),
    close: () =>
      inTurn(async () => {
        closed = true
        await stop(false)
        feed.end()
      }),
    orders: () => current().orders,
    tellVersions: createVersionNews(() => running?.orders),
    onRestart(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get running() {
      return running !== null
    },
    get followers() {
      return feed.followers
    },
  }
}
