/** The newest items of something that goes on, and those to come; the oldest are forgotten. */
export class Feed<T> {
  private items: T[] = []
  private readonly listeners = new Set<(item: T) => void>()
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  push(item: T): void {
    this.items.push(item)
    // Cut in halves, not at each item: an array that loses its head is copied whole.
    if (this.items.length > this.limit * 2) this.items = this.items.slice(-this.limit)
    for (const tell of this.listeners) tell(item)
  }

  tail(count: number, keep: (item: T) => boolean = () => true): readonly T[] {
    if (count <= 0) return []
    return this.items.slice(-this.limit).filter(keep).slice(-count)
  }

  /** The newest `count` at once, be they none, then batches as they come, until the signal. */
  async *follow(
    count: number,
    signal: AbortSignal,
    keep: (item: T) => boolean = () => true,
  ): AsyncGenerator<readonly T[]> {
    let waiting: T[] = [...this.tail(count, keep)]
    let begun = false
    let wake: () => void = () => undefined
    const hear = (item: T): void => {
      if (!keep(item)) return
      // A reader that does not keep up loses the oldest, as it would by coming later.
      if (waiting.length >= this.limit) waiting.shift()
      waiting.push(item)
      wake()
    }
    const stop = (): void => {
      wake()
    }
    this.listeners.add(hear)
    signal.addEventListener('abort', stop)
    try {
      while (!signal.aborted) {
        if (waiting.length > 0 || !begun) {
          begun = true
          const batch = waiting
          waiting = []
          yield batch
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      this.listeners.delete(hear)
      signal.removeEventListener('abort', stop)
    }
  }
}
