import { DatabaseError } from 'pg'
import type { ServiceName } from '../../../shared/domain/service'
import type { PracticeContext } from '../context'
import { exactAnswer } from './exact-json'

/** A refusal with the status and the text that the genuine service gives; no failure of ours. */
export class Refusal extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown, text: string) {
    super(text)
    this.name = 'Refusal'
    this.status = status
    this.body = body
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  422: 'Unprocessable Entity',
  501: 'Not Implemented',
}

/** An unhandled Python exception: 500 with its text (CAVE-FACTS 6, error wrapping). No traceback is invented. */
export const raised = (message: string): Refusal =>
  new Refusal(500, { code: 500, message, traceback: [] }, message)

/** `abort(code, text)` of a genuine service: its handler wraps every one in a 500 that names the code in the text. */
export const aborted = (code: number, text: string): Refusal =>
  raised(`${String(code)} ${reasons[code] ?? 'Error'}: ${text}`)

/** A plain answer with its true status, as a few routes give. */
export const answered = (status: number, body: string | null): Refusal =>
  new Refusal(status, body, String(body))

/** What PostgreSQL says of a statement that it refuses. */
export const databaseText = ({ code = '', message, detail }: DatabaseError): string =>
  `(PostgreSQL ${code}) ${message}${detail === undefined ? '' : `: ${detail}`}`

/** The refusal that answers any error: with its own text, or the database's. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  if (error instanceof DatabaseError) return raised(databaseText(error))
  return raised(error instanceof Error ? error.message : String(error))
}

/** Answers a service's errors, and tells of those that are not the asker's alone in its log. */
export const refusing =
  (context: PracticeContext, service: ServiceName) =>
  (error: Error): Response => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) context.log(service, 'warning', refusal.message)
    return exactAnswer(refusal.body, refusal.status)
  }
