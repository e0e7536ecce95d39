import { z } from 'zod'
import { Failure } from './errors'

/** CAVE said no. The status is the true one, also where the app wrapped it in a 500 (CAVE-FACTS 6). */
export class Refusal extends Failure {
  readonly status: number

  constructor(status: number, what: string, why: string, fix = fixOf(status)) {
    super({ code: 'CAVE_REFUSED', what, why, fix })
    this.status = status
  }
}

const fixes: Readonly<Record<number, string>> = {
  400: 'Correct what the sentence names and try again.',
  404: 'Read the list again: what was asked for is not there.',
  406: 'Wait until the look-up of new annotations is done, then try again.',
  409: 'Read the newest row of the lineage and edit that.',
  413: 'Send less at once.',
  422: 'Correct the fields named and try again.',
}

const fixOf = (status: number): string =>
  fixes[status] ?? "Look at the service's log in Logs, then try again."

const body = z.object({ message: z.string() })
const wrapped = /^(?<status>\d{3}) [A-Z][A-Za-z ]*: (?<why>.+)$/s

const sentenceOf = (text: string): string => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'string') return parsed
    const known = body.safeParse(parsed)
    if (known.success) return known.data.message
  } catch {
    // Not JSON: a page of the gateway or of the app's server.
    return text.replace(/<[^>]*>/g, ' ')
  }
  return text
}

const short = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length > 500 ? `${flat.slice(0, 500)}...` : flat
}

/** A row that refers to one of another table, as PostgreSQL says that there is none. */
const noSuchRow = /Key \((?<column>\w+)\)=\((?<value>[^)]*)\) is not present in table \\?"(?<table>\w+)/

const explained = (sentence: string): { readonly why: string; readonly fix?: string } => {
  const { column, value, table } = noSuchRow.exec(sentence)?.groups ?? {}
  if (column === undefined || value === undefined || table === undefined) return { why: short(sentence) }
  return {
    why: `${column} refers to a row of the table ${table}, and ${value} is the id of none.`,
    fix: `Use an id that the table ${table} has.`,
  }
}

export const refusalOf = (what: string, status: number, text: string): Refusal => {
  const sentence = sentenceOf(text)
  const match = wrapped.exec(sentence)
  const { why, fix } = explained(match?.groups?.['why'] ?? sentence)
  return new Refusal(
    Number(match?.groups?.['status'] ?? status),
    what,
    why === '' ? `It answered ${String(status)}.` : why,
    fix,
  )
}

/** A worker whose database connection was cut answers so once, then heals by itself (CAVE-FACTS 8.A). */
export const isPassingRefusal = (error: unknown): boolean =>
  error instanceof Refusal &&
  /AdminShutdown|Can't reconnect until invalid transaction|server closed the connection/.test(error.message)
