import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { pause, within } from '../../waiting/limit'

export type Look =
  | { readonly answered: true; readonly status: number; readonly text: string }
  | { readonly answered: false; readonly why: string }

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** One GET with a short limit. No answer is a finding, not an error. */
export const lookAt = async (
  address: string,
  path: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Look> => {
  try {
    return await within(signal, { milliseconds, waitingFor: path }, async (limited) => {
      const headers = { 'user-agent': panelAgent }
      const response = await fetch(`${address}${path}`, { headers, signal: limited, redirect: 'manual' })
      return { answered: true, status: response.status, text: await response.text() }
    })
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Failure)
      return { answered: false, why: `no answer within ${milliseconds / 1000} s.` }
    return { answered: false, why: `${causeOf(error)}.` }
  }
}

const pollMilliseconds = 250

/** Looks until the condition holds. Ends with the signal: the step's limit is the only one. */
export const until = async (signal: AbortSignal, holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(pollMilliseconds, signal)
}
