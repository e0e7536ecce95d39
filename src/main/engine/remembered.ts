/** Longer than between two looks of an open panel, and short enough that nothing wrong is shown for long. */
const freshMilliseconds = 30_000

interface Known<T> {
  readonly sign: string
  readonly at: number
  readonly value: T
}

/** What is dear to ask, asked again only when a sign of it that is cheap to see has changed, and now and then. */
export class Remembered<T> {
  readonly #known = new Map<string, Known<T>>()
  readonly #now: () => number
  #forgotten = 0

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** `null` as a sign tells nothing: then it is asked. What was not asked for in this while is forgotten. */
  async get(key: string, sign: string | null, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key)
    const at = this.#now()
    if (known !== undefined && known.sign === sign && at - known.at < freshMilliseconds) return known.value
    const forgotten = this.#forgotten
    const value = await ask()
    // It may have been asked before what it was forgotten for.
    if (sign === null || forgotten !== this.#forgotten) return value
    for (const [other, { at: then }] of this.#known)
      if (at - then >= freshMilliseconds) this.#known.delete(other)
    this.#known.set(key, { sign, at, value })
    return value
  }

  forget(): void {
    this.#forgotten += 1
    this.#known.clear()
  }
}
