interface Asked {
  readonly mode?: 'shared' | 'exclusive'
  readonly ifAvailable?: boolean
  readonly steal?: boolean
  readonly signal?: AbortSignal
}
type Work = (lock: object | null) => unknown

interface Entry {
  readonly shared: boolean
  /** Ends its hold as if its page had ended. */
  readonly lose: (why: Error) => void
}

/** The browser's locks, in one page: in the order of asking, shared ones together. */
export class FakeLocks {
  readonly #held = new Map<string, Set<Entry>>()
  readonly #waiting = new Map<string, { readonly shared: boolean; readonly go: () => void }[]>()

  /** As another window has it, until `end`. */
  async hold(name: string, mode: 'shared' | 'exclusive' = 'exclusive'): Promise<() => void> {
    let end = (): void => undefined
    const over = new Promise<void>((resolve) => (end = resolve))
    await new Promise<void>((held) => {
      void this.request(name, { mode }, () => {
        held()
        return over
      }).catch(() => undefined)
    })
    return end
  }

  isHeld(name: string): boolean {
    return this.#of(name).size > 0
  }

  request = async (name: string, second: Asked | Work, third?: Work): Promise<unknown> => {
    const asked = typeof second === 'function' ? {} : second
    const work = typeof second === 'function' ? second : third
    if (work === undefined) throw new TypeError('Nothing to do with the lock.')
    asked.signal?.throwIfAborted()
    const shared = asked.mode === 'shared'
    if (asked.steal === true) for (const entry of this.#of(name)) entry.lose(new Error('Stolen.'))
    else if (asked.ifAvailable === true && !this.#isFree(name, shared)) return work(null)
    else await this.#turn(name, shared, asked.signal)
    let lose = (_why: Error): void => undefined
    const lost = new Promise<never>((_, reject) => (lose = reject))
    const entry = { shared, lose }
    this.#of(name).add(entry)
    try {
      return await Promise.race([lost, Promise.resolve(work({}))])
    } finally {
      this.#of(name).delete(entry)
      this.#next(name)
    }
  }

  #of(name: string): Set<Entry> {
    const held = this.#held.get(name) ?? new Set()
    this.#held.set(name, held)
    return held
  }

  #isFree(name: string, shared: boolean): boolean {
    const held = [...this.#of(name)]
    return held.length === 0 || (shared && held.every((entry) => entry.shared))
  }

  #turn(name: string, shared: boolean, signal: AbortSignal | undefined): Promise<void> {
    const queue = this.#waiting.get(name) ?? []
    this.#waiting.set(name, queue)
    return new Promise((resolve, reject) => {
      const turn = { shared, go: resolve }
      queue.push(turn)
      signal?.addEventListener('abort', () => {
        const at = queue.indexOf(turn)
        if (at === -1) return
        queue.splice(at, 1)
        reject(new Error('Aborted.'))
        this.#next(name)
      })
      this.#next(name)
    })
  }

  #next(name: string): void {
    const queue = this.#waiting.get(name) ?? []
    const [first] = queue
    if (first === undefined || !this.#isFree(name, first.shared)) return
    queue.shift()
    first.go()
    // What it begins with is entered before the next one asks.
    void Promise.resolve().then(() => this.#next(name))
  }
}

/** Puts them in the page's place for them. */
export const useFakeLocks = (): FakeLocks => {
  const locks = new FakeLocks()
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks })
  return locks
}
