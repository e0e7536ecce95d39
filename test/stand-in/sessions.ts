import {
  Client,
  DatabaseError,
  types as pgTypes,
  type CustomTypesConfig,
  type QueryResult,
  type QueryResultRow,
} from 'pg'
import { raised } from '../../src/main/practice/annotation/refusal'
import { isCut } from '../../src/main/practice/database-errors'
import type { Database, Databases, Session, TextRow } from '../../src/main/practice/databases'
import type { Reach } from './settings'

const asText: CustomTypesConfig = { getTypeParser: () => (text: string) => text }
const exactTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pgTypes.builtins.TIMESTAMP ? (text: string) => text : pgTypes.getTypeParser(oid, format),
}

/** What SQLAlchemy says of a session whose connection was cut, the first time and the second (CAVE-FACTS 8.A). */
const complaints = [
  '(psycopg2.errors.AdminShutdown) terminating connection due to administrator command\n',
  "Can't reconnect until invalid transaction is rolled back. (Background on this error at: http://sqlalche.me/e/13/8s2b)",
] as const

const sessionOf = (client: Client): Session => ({
  query: (sql, values = []) => client.query(sql, [...values]),
  textRows: async (sql, values = []) => {
    const query = { text: sql, values: [...values], rowMode: 'array' as const, types: asText }
    return (await client.query<(string | null)[]>(query)).rows
  },
})

/**
 * A session of SQLAlchemy as the genuine services keep one: a connection for good. Where it was cut, whoever asks next is told so, and
 * the next one too; only then is a new one made. The practice fleet hides that; here nothing does.
 */
class CachedSession implements Database {
  readonly #settings: Reach & { readonly database: string }
  #client: Promise<Client> | undefined
  #open: Client | undefined
  #complaints: string[] = []

  constructor(settings: Reach & { readonly database: string }) {
    this.#settings = settings
  }

  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<QueryResult<Row>> {
    return this.#ask((session) => session.query<Row>(sql, values))
  }

  textRows(sql: string, values?: readonly unknown[]): Promise<readonly TextRow[]> {
    return this.#ask((session) => session.textRows(sql, values))
  }

  transaction<T>(work: (session: Session) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    return this.#ask(async (session) => {
      await session.query(begin)
      try {
        const result = await work(session)
        await session.query('COMMIT')
        return result
      } catch (error) {
        await session.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  }

  async end(): Promise<void> {
    const client = this.#open
    this.#forget()
    await client?.end()
  }

  async #ask<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const complaint = this.#complaints.shift()
    if (complaint !== undefined) throw raised(complaint)
    try {
      return await work(sessionOf(await (this.#client ??= this.#connect())))
    } catch (error) {
      if (!isCut(error)) throw error
      this.#cut()
      throw raised(this.#complaints.shift() ?? '')
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({ ...this.#settings, types: exactTypes, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {
      if (this.#open === client) this.#cut()
    })
    try {
      await client.connect()
    } catch (error) {
      this.#forget()
      const why = error instanceof DatabaseError ? `FATAL:  ${error.message}` : 'could not connect to server'
      throw raised(`(psycopg2.OperationalError) ${why}\n`)
    }
    this.#open = client
    return client
  }

  #cut(): void {
    this.#forget()
    this.#complaints = [...complaints]
  }

  #forget(): void {
    this.#client = undefined
    this.#open = undefined
  }
}

/** Sessions of one process of a service. */
export const openSessions = (reach: Reach): Databases => {
  const known = new Map<string, CachedSession>()
  const database = (name: string): CachedSession => {
    const found = known.get(name) ?? new CachedSession({ ...reach, database: name })
    known.set(name, found)
    return found
  }
  return {
    database,
    exclusively: async (name, work) => {
      await database(name).end()
      return work(database('postgres'))
    },
    close: async () => {
      await Promise.all([...known.values()].map((each) => each.end()))
    },
  }
}
