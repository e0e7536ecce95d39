import type { z } from 'zod'
import { panelAgent } from '../../shared/domain/service'
import { cancelled, Failure } from '../../shared/errors'
import { seconds, within } from '../waiting/limit'
import type { Connection } from './connection'
import { parseExact, stringifyExact } from './exact-json'
import { isPassingRefusal, refusalOf } from '../../shared/refusal'

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the gateway: /annotation/api/v2/... */
  readonly path: string
  readonly body?: unknown
  /** What is being done, for the failure: "The new annotations were not stored." */
  readonly what: string
}

/** CAVE's HTTP API. Integers above 2^53 come back as decimal strings and go out as BigInts. */
export interface Cave {
  ask<T>(answer: z.ZodType<T>, request: Request, signal: AbortSignal): Promise<T>
}

const readMilliseconds = 15_000
/** 1,000 rows a request; the slowest seen of the genuine fleet took a tenth of this. */
const writeMilliseconds = 60_000
/** Every worker process fails at most twice after a materialization; the published images run up to nine. */
const triesOfARead = 20

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

const send = async (address: string, request: Request, signal: AbortSignal): Promise<Answer> => {
  const { method, path, body, what } = request
  const milliseconds = method === 'GET' ? readMilliseconds : writeMilliseconds
  const over = () =>
    new Failure({
      code: 'TIMED_OUT',
      what,
      why: `CAVE did not answer ${method} ${path} within ${seconds(milliseconds)}.`,
      fix: "Look at the service's log in Logs, then try again.",
    })
  if (signal.aborted) throw cancelled(what)
  try {
    return await within(signal, { milliseconds, over }, async (limited) => {
      const response = await fetch(`${address}${path}`, {
        method,
        redirect: 'error',
        signal: limited,
        headers: {
          'user-agent': panelAgent,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: stringifyExact(body) }),
      })
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        text: await response.text(),
      }
    })
  } catch (error) {
    if (signal.aborted) throw cancelled(what)
    if (error instanceof Failure) throw error
    throw unreachable(what, `Nothing answers at ${address}.`, error)
  }
}

/** Nothing, or nothing of CAVE, answers at its address. */
export const unreachable = (what: string, why: string, cause?: unknown): Failure =>
  new Failure(
    { code: 'CAVE_UNREACHABLE', what, why, fix: 'Start the fleet, or the service that is stopped.' },
    { cause },
  )

const parsed = ({ type, text }: Answer): unknown => {
  if (!type.includes('json')) return text
  try {
    return parseExact(text)
  } catch {
    // create_table answers a bare name under a JSON type.
    return text
  }
}

export const openCave = (connection: Connection): Cave => {
  const once = async <T>(answer: z.ZodType<T>, request: Request, signal: AbortSignal): Promise<T> => {
    const response = await send(connection.address, request, signal)
    const { status, text } = response
    if (status >= 502 && status <= 504)
      throw unreachable(
        request.what,
        `The gateway answered ${String(status)}: the service behind it does not run.`,
      )
    if (status >= 400) throw refusalOf(request.what, status, text)
    const value = answer.safeParse(parsed(response))
    if (value.success) return value.data
    throw refusalOf(request.what, status, `Its answer has another shape than expected: ${text}`)
  }
  return {
    ask: async (answer, request, signal) => {
      for (let left = request.method === 'GET' ? triesOfARead : 1; ; left -= 1) {
        try {
          return await once(answer, request, signal)
        } catch (error) {
          if (left <= 1 || !isPassingRefusal(error)) throw error
        }
      }
    },
  }
}
