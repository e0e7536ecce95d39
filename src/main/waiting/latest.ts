import { pause } from './limit'

/** A value that changes, and those who follow it: each sees the newest, none a queue of old ones. */
export class Latest<T> {
  #held: { readonly value: T } | undefined
  readonly #waiting = new Set<() => void>()

  /** The newest value; undefined before the first. */
  get value(): T | undefined {
    return this.#held?.value
  }

  /** The same value set again is a change, too: a second failure like the first is told. */
  set(value: T): void {
    this.#held = { value }
    for (const wake of this.#waiting) wake()
  }

  /** The newest value at once, then again at each change, at least `gap` milliseconds apart. Ends with the signal. */
  async *follow(gap: number, signal: AbortSignal): AsyncGenerator<T> {
    let seen: { readonly value: T } | undefined
    while (!signal.aborted) {
      if (this.#held === undefined || this.#held === seen) {
        await this.#change(signal)
        continue
      }
      seen = this.#held
      yield seen.value
      // The only thing that can end the pause early is the signal, which ends the loop.
      if (gap > 0) await pause(gap, signal).catch(() => undefined)
    }
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
