import { DatabaseError } from 'pg'

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
  410: 'Gone',
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

const psycopg: Readonly<Record<string, string>> = {
  '22003': 'NumericValueOutOfRange',
  '22021': 'CharacterNotInRepertoire',
  '22P02': 'InvalidTextRepresentation',
  '2201B': 'InvalidRegularExpression',
  '23502': 'NotNullViolation',
  '23503': 'ForeignKeyViolation',
  '23505': 'UniqueViolation',
  '42703': 'UndefinedColumn',
  '42P01': 'UndefinedTable',
  '57014': 'QueryCanceled',
}

/** What psycopg2 says of an error of PostgreSQL's. */
export const psycopgText = (error: DatabaseError): string => {
  if (error.code === '3D000') return `(psycopg2.OperationalError) FATAL:  ${error.message}\n`
  const detail = error.detail === undefined ? '' : `DETAIL:  ${error.detail}\n`
  return `(psycopg2.errors.${psycopg[error.code ?? ''] ?? 'DatabaseError'}) ${error.message}\n${detail}`
}

/** The refusal that answers any error: a database's refusal in psycopg2's words, everything else as it says. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  if (error instanceof DatabaseError) return raised(psycopgText(error))
  return raised(error instanceof Error ? error.message : String(error))
}
