import type { Envelope } from '../../../shared/envelope'
import type { ErrorInfo } from '../../../shared/errors'

/** What was read last, and what keeps it from being read again. */
export interface Reading<T> {
  /** Null: never read. */
  readonly value: T | null
  /** When `value` was read; milliseconds since 1970. */
  readonly at: number | null
  readonly error: ErrorInfo | null
  /** Looks in a row that failed. */
  readonly missed: number
}

export const unread: Reading<never> = { value: null, at: null, error: null, missed: 0 }

/**
 * What is shown after one look more. A look that fails between two good ones is not told: a version that is made cuts
 * connections, and a restart takes a moment. Where nothing was read yet, it is told at once.
 */
export const afterLook = <T>(before: Reading<T>, outcome: Envelope<T>, at: number): Reading<T> => {
  if (outcome.ok) return { value: outcome.value, at, error: null, missed: 0 }
  const missed = before.missed + 1
  return { ...before, missed, error: before.value === null || missed > 1 ? outcome.error : null }
}
