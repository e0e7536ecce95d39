import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../../shared/contract'
import { listen, usualPatience, type ConnectionSource } from './listener'

export type Change = Answer<'data.changes'>

/** Statements of one burst, such as the batches of an import, become one change. */
const burstMilliseconds = 20

class Subscriber {
  private tables = new Set<string>()
  private everything = false
  private versions = false
  private wake: () => void = () => undefined
  private pending = false
  private failure: { readonly error: unknown } | undefined

  all(): void {
    this.everything = true
    this.arrived()
  }

  heard(payload: string): void {
    if (payload.startsWith('t')) this.tables.add(payload.slice(1))
    else this.versions = true
    this.arrived()
  }

  /** Nothing more will come. */
  fail(error: unknown): void {
    this.failure = { error }
    this.wake()
  }

  async next(signal: AbortSignal): Promise<Change | undefined> {
    while (!this.pending && this.failure === undefined && !signal.aborted)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    await pause(burstMilliseconds, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return undefined
    if (this.failure !== undefined) throw this.failure.error
    const change = { tables: [...this.tables].sort(), everything: this.everything, versions: this.versions }
    this.tables = new Set()
    this.everything = false
    this.versions = false
    this.pending = false
    return change
  }

  /** For the asker's end: nothing arrived. */
  stir(): void {
    this.wake()
  }

  private arrived(): void {
    this.pending = true
    this.wake()
  }
}

export interface Changes {
  /** Fails with what keeps it from listening, when that lasts. Whoever watches again tries again. */
  watch(signal: AbortSignal): AsyncGenerator<Change>
  close(): Promise<void>
}

/** However many watch, one connection listens: the fewer there are, the less a materialization has to cut. */
export const openChanges = (source: ConnectionSource, patience = usualPatience): Changes => {
  const subscribers = new Set<Subscriber>()
  let stop = new AbortController()
  let listening: Promise<void> | undefined
  let connected = false

  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      await listen(
        source,
        signal,
        {
          listening: () => {
            connected = true
            for (const each of subscribers) each.all()
          },
          heard: (payload) => {
            for (const each of subscribers) each.heard(payload)
          },
        },
        patience,
      )
    } catch (error) {
      if (signal.aborted) return
      // Who watches from now on begins anew.
      listening = undefined
      connected = false
      for (const each of subscribers) each.fail(error)
    }
  }
  const start = (): void => {
    stop = new AbortController()
    listening = run(stop.signal)
  }
  const end = async (): Promise<void> => {
    const ending = listening
    listening = undefined
    connected = false
    stop.abort()
    await ending
  }

  return {
    async *watch(signal) {
      const subscriber = new Subscriber()
      const onAbort = () => subscriber.stir()
      subscribers.add(subscriber)
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        if (listening === undefined) start()
        else if (connected) subscriber.all()
        for (;;) {
          const change = await subscriber.next(signal)
          if (change === undefined) return
          yield change
        }
      } finally {
        signal.removeEventListener('abort', onAbort)
        subscribers.delete(subscriber)
        if (subscribers.size === 0) await end()
      }
    },
    close: end,
  }
}
