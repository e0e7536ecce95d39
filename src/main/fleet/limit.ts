import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '../../shared/errors'

export interface Limit {
  readonly milliseconds: number
  /** What is waited for, as the end of "while waiting for ...". */
  readonly waitingFor: string
}

/** Runs `work` with a signal that also fires when the limit is over; then the failure names what was waited for. */
export const within = async <T>(
  signal: AbortSignal,
  limit: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  signal.throwIfAborted()
  const own = new AbortController()
  const cancel = () => own.abort(signal.reason)
  signal.addEventListener('abort', cancel, { once: true })
  const timer = setTimeout(() => own.abort(overdue(limit)), limit.milliseconds)
  try {
    return await work(own.signal)
  } catch (error) {
    // Libraries wrap or replace the reason of an abort: what fired the signal is what happened.
    if (own.signal.aborted && !signal.aborted) throw overdue(limit)
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
}

export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await delay(milliseconds, undefined, { signal })
}

const overdue = (limit: Limit): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what: `Waiting for ${limit.waitingFor} took too long.`,
    why: `It had not come after ${(limit.milliseconds / 1000).toLocaleString('en')} s.`,
    fix: 'Look at the log of the service, then try again.',
  })
