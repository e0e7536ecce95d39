import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { panelAgent } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { pause, within } from '../../waiting/limit'

export type Look =
  | { readonly answered: true; readonly status: number; readonly text: string }
  | { readonly answered: false; readonly why: string }

/** A connection of its own: one that is kept may be cut by a service that begins anew, which would look like silence. */
const ask = (url: string, signal: AbortSignal): Promise<Look> =>
  new Promise((resolve, reject) => {
    const headers = { 'user-agent': panelAgent }
    get(url, { headers, signal, agent: false }, (response) => {
      text(response).then(
        (body) => resolve({ answered: true, status: response.statusCode ?? 0, text: body }),
        reject,
      )
    }).on('error', reject)
  })

/** One GET with a short limit. No answer is a finding, not an error. */
export const lookAt = async (
  address: string,
  path: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Look> => {
  try {
    return await within(signal, { milliseconds, waitingFor: path }, (limited) =>
      ask(`${address}${path}`, limited),
    )
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Failure)
      return { answered: false, why: `no answer within ${milliseconds / 1000} s.` }
    return { answered: false, why: `${error instanceof Error ? error.message : String(error)}.` }
  }
}

const pollMilliseconds = 250

/** Looks until the condition holds. Ends with the signal: the step's limit is the only one. */
export const until = async (signal: AbortSignal, holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(pollMilliseconds, signal)
}
