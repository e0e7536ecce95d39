/** So many loads within so long heal; more are a loop. */
const most = 3
const milliseconds = 5 * 60_000

/** The failure that is not healed any more. */
export const failuresOfLoop = most + 1

export interface ReloadLimit {
  /** Whether it may be loaded again after a failure now. */
  mayReload(): boolean
  /** A person wants to try on. */
  forget(): void
}

export const createReloadLimit = (now: () => number = Date.now): ReloadLimit => {
  let failures: readonly number[] = []
  return {
    mayReload: () => {
      const at = now()
      failures = [...failures.filter((each) => at - each < milliseconds), at]
      return failures.length <= most
    },
    forget: () => {
      failures = []
    },
  }
}
