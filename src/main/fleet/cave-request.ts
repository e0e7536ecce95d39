import { z } from 'zod'
import { Failure } from '../../shared/errors'
import type { Connection } from '../data/connection'
import { within } from './limit'

export interface CaveRequest {
  readonly method?: 'GET' | 'POST'
  /** Path and query, from the first slash. */
  readonly path: string
  readonly body?: unknown
  readonly milliseconds: number
}

/** One request of the gateway; JSON where the answer is JSON, else its text. */
export const ask = (connection: Connection, request: CaveRequest, signal: AbortSignal): Promise<unknown> =>
  within(
    signal,
    { milliseconds: request.milliseconds, waitingFor: `the answer of ${request.path.split('?')[0] ?? ''}` },
    async (limited) => {
      const response = await sent(connection, request, limited)
      const text = await response.text()
      if (response.ok) return parsed(text)
      throw refused(request, response.status, text)
    },
  )

const sent = async (
  connection: Connection,
  { method = 'GET', path, body }: CaveRequest,
  signal: AbortSignal,
): Promise<Response> => {
  try {
    return await fetch(`${connection.address}${path}`, {
      method,
      signal,
      headers: { 'content-type': 'application/json', 'user-agent': 'RealCAVE' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    signal.throwIfAborted()
    throw new Failure(
      {
        code: 'CAVE_UNREACHABLE',
        what: `CAVE does not answer on ${connection.address}.`,
        why: error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error),
        fix: 'Run "up", which starts what does not run.',
      },
      { cause: error },
    )
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Some answers are plain text: CAVE-FACTS 6.
    return text
  }
}

const wrapped = z.object({ message: z.string() })

/** The services answer 500 with the true status in the text: CAVE-FACTS 6. */
const refused = ({ method = 'GET', path }: CaveRequest, status: number, text: string): Failure => {
  const message = wrapped.safeParse(parsed(text))
  return new Failure({
    code: 'CAVE_REFUSED',
    what: `CAVE refused ${method} ${path.split('?')[0] ?? ''}.`,
    why: message.success ? message.data.message : `${String(status)}: ${text.slice(0, 300)}`,
    fix: 'Look at the log of the service for more.',
  })
}
