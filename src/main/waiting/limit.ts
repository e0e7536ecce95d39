import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '../../shared/errors'

export type Limit = { readonly milliseconds: number } & (
  | {
      /** What is waited for, as the end of "Waiting for ...". */
      readonly waitingFor: string
    }
  | {
      /** What is thrown when the time is over, where more can be said of it. */
      readonly over: () => Failure
    }
)

/**
 * Runs `work` with a signal that also fires when the limit is over. It answers at the limit or the cancel even where the work
 * does not heed its signal: such work is left behind, and what becomes of it is of no interest any more.
 */
export const within = async <T>(
  signal: AbortSignal,
  limit: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  signal.throwIfAborted()
  const own = new AbortController()
  // A work asks many questions at once, and each listens to it.
  setMaxListeners(0, own.signal)
  const cancel = () => own.abort(signal.reason)
  signal.addEventListener('abort', cancel, { once: true })
  const timer = setTimeout(() => own.abort(failureOf(limit)), limit.milliseconds)
  // Before the work, which may wrap or replace the reason of an abort: what fired the signal is what happened.
  const ended = new Promise<never>((_resolve, reject) => {
    own.signal.addEventListener('abort', () => reject(own.signal.reason), { once: true })
  })
  try {
    return await Promise.race([ended, (async () => work(own.signal))()])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
}

/** For what nobody cancels. */
export const never = new AbortController().signal
// Much waits by it at the same time, and each listens to it.
setMaxListeners(0, never)

/** Waits for an end, not for ever: answers whether it came. What one comes to that fails or is late is of no interest. */
export const endsWithin = (limit: Limit, work: () => Promise<unknown>): Promise<boolean> =>
  within(never, limit, work).then(
    () => true,
    () => false,
  )

export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await delay(milliseconds, undefined, { signal })
}

/** A time as people read it: 0.02 s, 15 s. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toLocaleString('en')} s`

const failureOf = (limit: Limit): Failure =>
  'over' in limit
    ? limit.over()
    : new Failure({
        code: 'TIMED_OUT',
        what: `Waiting for ${limit.waitingFor} took too long.`,
        why: `It had not come after ${seconds(limit.milliseconds)}.`,
        fix: 'Look at the log of the service, then try again.',
      })
