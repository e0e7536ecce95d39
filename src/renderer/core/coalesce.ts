export interface Coalesced {
  (): void
  /** Forgets what was asked for. */
  stop(): void
}

/** However often it is asked for, it acts once, a pause after the first asking. */
export const coalesce = (act: () => void, pause: number): Coalesced => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      act()
    }, pause)
  }
  const stop = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  return Object.assign(ask, { stop })
}
