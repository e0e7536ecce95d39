import type { TerminalEvent } from '../../shared/domain/terminal'
import { createScrollback } from './scrollback'

/** Most characters of one message: a screen works on one without a pause. */
const chunk = 32_768
/** Characters on their way to a reader that has not drawn them yet. A screen that is given more is slow to answer its reader. */
export const windowLimit = 256 * 1024
/** Waiting characters of a follower at which the Python process is made to wait, and at which it may go on. */
const high = 256 * 1024
const low = 64 * 1024
const scrollbackLimit = 256 * 1024
/** At most 60 messages a second of little each; whoever has much to read is not made to wait. */
const interval = 17

/** Resets the reader's screen: colours, cursor and all lines. */
export const clearScreen = '\u001bc'

interface Follower {
  waiting: string
  /** Characters that were sent and not yet told as taken; null for one that takes each message before it asks for the next. */
  underWay: number | null
  exit: number | null
  wake: () => void
}

/** A session's output on its way to those who follow it. */
export interface OutputFeed {
  push(data: string): void
  exit(code: number): void
  /** A new process in the same session: screens are cleared. */
  restart(): void
  end(): void
  /** A reader with a name tells by `taken` what it has drawn, and is sent no more than it can draw. */
  follow(signal: AbortSignal, reader?: string): AsyncIterable<TerminalEvent>
  taken(reader: string, characters: number): void
  readonly followers: number
  /** Characters held for all followers, on their way to them and for the replay: bounded, whatever is pushed. */
  readonly held: number
}

/** Where to cut so that no character of two halves is split. */
const cutAt = (text: string, length: number): number => {
  const last = text.charCodeAt(length - 1)
  return text.length > length && last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}

interface Source {
  pause(): void
  resume(): void
}

/**
 * Batches output for each follower. The process waits only when every follower lags: one slow reader among others is brought
 * up to date from the scrollback instead, so it neither grows in memory nor holds up the rest.
 */
export const createOutputFeed = (source: Source): OutputFeed => {
  const scrollback = createScrollback(scrollbackLimit)
  const followers = new Set<Follower>()
  const readers = new Map<string, Follower>()
  let paused = false
  let ended = false
  let exited: number | null = null

  const balance = (): void => {
    const all = [...followers]
    const slowest = all.length > 0 && all.every(({ waiting }) => waiting.length > high)
    if (!paused && slowest) {
      paused = true
      source.pause()
    } else if (paused && (all.length === 0 || all.some(({ waiting }) => waiting.length < low))) {
      paused = false
      source.resume()
    }
  }

  const bringUpToDate = (follower: Follower): void => {
    follower.waiting = clearScreen + scrollback.text
  }

  const give = (data: string): void => {
    for (const follower of followers) {
      follower.waiting += data
      if (follower.waiting.length > 2 * high + chunk) bringUpToDate(follower)
      follower.wake()
    }
  }

  /** The next message: output before an exit, nothing while all is told. */
  const next = (follower: Follower): TerminalEvent | null => {
    if (follower.waiting !== '') {
      if ((follower.underWay ?? 0) >= windowLimit) return null
      const length = cutAt(follower.waiting, Math.min(chunk, follower.waiting.length))
      const data = follower.waiting.slice(0, length)
      follower.waiting = follower.waiting.slice(length)
      if (follower.underWay !== null) follower.underWay += length
      balance()
      return { kind: 'output', data }
    }
    if (follower.exit === null) return null
    const code = follower.exit
    follower.exit = null
    return { kind: 'exit', code }
  }

  const rest = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      signal.addEventListener('abort', done, { once: true })
    })

  const news = (follower: Follower, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        follower.wake = () => {}
        resolve()
      }
      follower.wake = done
      signal.addEventListener('abort', done, { once: true })
    })

  return {
    push(data) {
      scrollback.add(data)
      give(data)
      balance()
    },
    exit(code) {
      exited = code
      for (const follower of followers) {
        follower.exit = code
        follower.wake()
      }
    },
    restart() {
      exited = null
      scrollback.clear()
      for (const follower of followers) {
        follower.exit = null
        follower.waiting = clearScreen
        follower.wake()
      }
      balance()
    },
    end() {
      ended = true
      for (const follower of followers) follower.wake()
    },
    get followers() {
      return followers.size
    },
    get held() {
      return [...followers].reduce(
        (sum, { waiting, underWay }) => sum + waiting.length + (underWay ?? 0),
        scrollback.text.length,
      )
    },
    taken(reader, characters) {
      const follower = readers.get(reader)
      if (follower === undefined || follower.underWay === null) return
      // Of a connection that broke, more may be told than this one was sent.
      follower.underWay = Math.max(0, follower.underWay - characters)
      follower.wake()
    },
    async *follow(signal, reader) {
      const follower: Follower = {
        waiting: scrollback.text,
        underWay: reader === undefined ? null : 0,
        exit: exited,
        wake: () => {},
      }
      followers.add(follower)
      if (reader !== undefined) readers.set(reader, follower)
      try {
        while (!signal.aborted) {
          const event = next(follower)
          if (event !== null) {
            yield event
            if (follower.waiting.length < chunk) await rest(interval, signal)
          } else if (ended && follower.waiting === '') {
            return
          } else {
            await news(follower, signal)
          }
        }
      } finally {
        followers.delete(follower)
        if (reader !== undefined && readers.get(reader) === follower) readers.delete(reader)
        balance()
      }
    },
  }
}
