import type { Clock } from '../../../src/main/orchestrator/clock'

/** A clock that jumps from one timer to the next, as soon as nothing else is left to do. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 10, 23)
  #serial = 0
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>()

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    const serial = this.#serial++
    this.#timers.set(serial, { at: this.#now + milliseconds, callback })
    return () => this.#timers.delete(serial)
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.after(milliseconds, resolve))
  }

  /** How many timers are set: what a run leaves behind. */
  get pending(): number {
    return this.#timers.size
  }

  /** Lets everything run that waits for no timer, then the earliest timer. False when there is none. */
  async tick(): Promise<boolean> {
    await new Promise((resolve) => void setImmediate(resolve))
    const [first] = [...this.#timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)
    if (!first) return false
    const [serial, timer] = first
    this.#timers.delete(serial)
    this.#now = timer.at
    timer.callback()
    return true
  }

  /** Goes on until the promise has settled; throws when it waits for something that no timer brings. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const settled = promise.then(
      () => true,
      () => true,
    )
    const now = (): Promise<boolean> => new Promise((resolve) => void setImmediate(() => resolve(false)))
    while (!(await Promise.race([settled, now()]))) {
      if (!(await this.tick()) && !(await Promise.race([settled, now()]))) {
        throw new Error('It waits for ever: no timer is set.')
      }
    }
    return promise
  }
}
