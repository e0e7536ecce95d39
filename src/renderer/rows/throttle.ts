export interface Throttled<T> {
  (value: T): void
  /** Forgets what waits. */
  stop(): void
}

/** Acts at once on the first value, then at most once a pause, with the newest. */
export const throttle = <T>(act: (value: T) => void, pause: number): Throttled<T> => {
  let timer: ReturnType<typeof setTimeout> | null = null
  let waiting: { readonly value: T } | null = null
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = null
      if (waiting === null) return
      const { value } = waiting
      waiting = null
      act(value)
      rest()
    }, pause)
  }
  const take = (value: T): void => {
    if (timer === null) {
      act(value)
      rest()
    } else {
      waiting = { value }
    }
  }
  return Object.assign(take, {
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      waiting = null
    },
  })
}
