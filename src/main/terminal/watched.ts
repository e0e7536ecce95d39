/** A value that others follow: each follower gets it now and after each change; one that is slow skips to the newest. */
export interface Watched<T> {
  readonly value: T
  set(value: T): void
  changes(signal: AbortSignal): AsyncIterable<T>
}

export const createWatched = <T>(first: T): Watched<T> => {
  let value = first
  let count = 0
  const wakers = new Set<() => void>()
  const wakeAll = (): void => {
    for (const wake of wakers) wake()
    wakers.clear()
  }
  return {
    get value() {
      return value
    },
    set(next) {
      value = next
      count += 1
      wakeAll()
    },
    async *changes(signal) {
      let seen = -1
      while (!signal.aborted) {
        if (seen !== count) {
          seen = count
          yield value
          continue
        }
        await new Promise<void>((resolve) => {
          const done = (): void => {
            wakers.delete(done)
            signal.removeEventListener('abort', done)
            resolve()
          }
          wakers.add(done)
          signal.addEventListener('abort', done, { once: true })
        })
      }
    },
  }
}
