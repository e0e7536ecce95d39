import type { z } from 'zod'
import { dashboardMark } from '../../../shared/dashboard'
import { isPassingRefusal, refusalOf } from '../../../shared/refusal'
import { parseExact, stringifyExact } from './exact-json'
import { noGateway, noService, refused, silent } from './failures'
import { readingTexts as texts } from './texts'

/** One read of CAVE's HTTP API, at the origin that this page came from. */
export interface Question<T> {
  readonly path: string
  readonly answer: z.ZodType<T>
  /** What fails with it: "The live rows could not be read." */
  readonly what: string
  /** Of a query, which is posted and yet only reads. */
  readonly body?: unknown
  /** What it means that there is no such thing. */
  readonly ifAbsent?: T
}

/** A good answer takes milliseconds, the first query of a version half a second; a stopped graph hangs for a minute. */
const limitMilliseconds = 6000
/** After a materialization each worker process of a service fails twice at most, and there are two of them (CAVE-FACTS 8.A). */
const mostTries = 8

const mark = { [dashboardMark.header]: dashboardMark.value }

interface Answer {
  readonly status: number
  readonly text: string
}

const send = async ({ path, what, body }: Question<unknown>, signal: AbortSignal): Promise<Answer> => {
  const limit = new AbortController()
  const abort = (): void => limit.abort()
  const timer = setTimeout(abort, limitMilliseconds)
  signal.addEventListener('abort', abort, { once: true })
  try {
    const answer = await fetch(path, {
      cache: 'no-store',
      redirect: 'error',
      signal: limit.signal,
      ...(body === undefined
        ? { headers: mark }
        : {
            method: 'POST',
            headers: { ...mark, 'Content-Type': 'application/json' },
            body: stringifyExact(body),
          }),
    })
    return { status: answer.status, text: await answer.text() }
  } catch (error) {
    signal.throwIfAborted()
    throw limit.signal.aborted ? silent(what, limitMilliseconds) : noGateway(what, error)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

const parsed = (text: string): unknown => {
  try {
    return parseExact(text)
  } catch {
    // No JSON: the schema of what was expected says so.
    return undefined
  }
}

const once = async <T>(question: Question<T>, signal: AbortSignal): Promise<T> => {
  const { status, text } = await send(question, signal)
  const { what, answer, ifAbsent } = question
  if (status >= 502 && status <= 504) throw noService(what, status)
  if (status >= 400) {
    const refusal = refusalOf(what, status, text)
    if (refusal.status === 404 && ifAbsent !== undefined) return ifAbsent
    if (isPassingRefusal(refusal)) throw refusal
    throw refused(what, refusal.info.why)
  }
  const value = answer.safeParse(parsed(text))
  if (value.success) return value.data
  throw refused(what, texts.unexpected)
}

/** Asks CAVE; fails with what, why and fix. */
export const ask = async <T>(question: Question<T>, signal: AbortSignal): Promise<T> => {
  for (let left = mostTries; ; left -= 1) {
    try {
      return await once(question, signal)
    } catch (error) {
      if (left <= 1 || !isPassingRefusal(error)) throw error
    }
  }
}
