import { setMaxListeners } from 'node:events'

interface Look<T> {
  readonly answer: Promise<T>
  readonly stop: AbortController
  askers: number
}

/**
 * One look for all who ask while it is under way, so that a dozen askers cost as much as one. Nothing is kept: the next one who asks
 * has a look of their own. When the last of its askers leaves it is ended: one that hangs holds up nobody who comes later.
 */
export class SharedLook<T> {
  readonly #look: (signal: AbortSignal) => Promise<T>
  #underWay: Look<T> | undefined

  constructor(look: (signal: AbortSignal) => Promise<T>) {
    this.#look = look
  }

  /** The caller hears of an abort by itself: here it says only that nobody waits any more. */
  async ask(signal: AbortSignal): Promise<T> {
    const look = (this.#underWay ??= this.#begin())
    const leave = (): void => {
      look.askers -= 1
      if (look.askers > 0) return
      look.stop.abort()
      this.#end(look)
    }
    look.askers += 1
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await look.answer
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** Something has changed, and a look that began before may have missed it: who asks from now on does not get that one. */
  renew(): void {
    this.#underWay = undefined
  }

  #begin(): Look<T> {
    const stop = new AbortController()
    // Each of its questions listens to it.
    setMaxListeners(0, stop.signal)
    const answer = this.#look(stop.signal).finally(() => this.#end(look))
    const look: Look<T> = { answer, stop, askers: 0 }
    return look
  }

  #end(look: Look<T>): void {
    if (this.#underWay === look) this.#underWay = undefined
  }
}
