import { cancelled } from '../../shared/errors'
import type { Clock } from './clock'

/** How long an action that was told to stop may take to tidy up before it is left behind: it may have processes to end. */
const graceMilliseconds = 5000

/** The end of one step's time: by its own limit, or because the run is cancelled. */
export interface TimeLimit {
  /** What probe and action listen to. */
  readonly signal: AbortSignal
  /** Why the time is over; null while it is not. */
  readonly over: () => 'limit' | 'cancelled' | null
  /**
   * The result of the work while there is time. Afterwards it throws: at once when the work ends, else after the grace, and
   * then `left` is told of the work that goes on unheeded.
   */
  within<T>(work: () => Promise<T>, left?: (going: Promise<unknown>) => void): Promise<T>
  /** Takes back what the clock was asked for. */
  stop(): void
}

export const startTimeLimit = (milliseconds: number, clock: Clock, cancel: AbortSignal): TimeLimit => {
  const controller = new AbortController()
  const { signal } = controller
  let over: 'limit' | 'cancelled' | null = null
  const end = (why: 'limit' | 'cancelled'): void => {
    over ??= why
    controller.abort(cancelled(why === 'limit' ? 'The time for it is over.' : 'It was stopped.'))
  }
  const onCancel = (): void => end('cancelled')
  const takeBack = clock.after(milliseconds, () => end('limit'))
  cancel.addEventListener('abort', onCancel, { once: true })
  if (cancel.aborted) onCancel()

  const afterGrace = (): { readonly passed: Promise<'left'>; readonly stop: () => void } => {
    let stopTimer = (): void => undefined
    let onAbort = (): void => undefined
    const passed = new Promise<'left'>((resolve) => {
      onAbort = () => (stopTimer = clock.after(graceMilliseconds, () => resolve('left')))
    })
    signal.addEventListener('abort', onAbort, { once: true })
    const stop = (): void => {
      signal.removeEventListener('abort', onAbort)
      stopTimer()
    }
    return { passed, stop }
  }

  return {
    signal,
    over: () => over,
    within: async (work, left) => {
      signal.throwIfAborted()
      // An `async` function, so that work that throws before its first await rejects as well.
      const going = (async () => work())()
      const settled = going.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
      const grace = afterGrace()
      const end = await Promise.race([settled, grace.passed])
      grace.stop()
      if (end === 'left') left?.(settled)
      signal.throwIfAborted()
      if (end === 'left') throw cancelled('The time for it is over.')
      if ('error' in end) throw end.error
      return end.value
    },
    stop: () => {
      takeBack()
      cancel.removeEventListener('abort', onCancel)
    },
  }
}
