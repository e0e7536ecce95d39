import {
  Pool,
  types as pgTypes,
  type CustomTypesConfig,
  type PoolClient,
  type PoolConfig,
  type QueryResult,
  type QueryResultRow,
} from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/errors'
import { isCut, isPassing, isRead } from './database-errors'

/** How to reach the practice cluster. */
export interface PostgresSettings {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
}

/** A row as PostgreSQL writes it: every cell its text. */
export type TextRow = readonly (string | null)[]

/** Where statements are sent: a database, or one transaction in it. */
export interface Session {
  /** int8 comes as digits, a timestamp as "2026-11-23 01:44:17.39093" (naive UTC): JavaScript's types would lose something. */
  query<Row extends QueryResultRow = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>
  textRows(sql: string, values?: readonly unknown[]): Promise<readonly TextRow[]>
}

/** Idle connections are given back soon: every version has a database of its own and the cluster takes 60 in all. */
const idleMilliseconds = 5_000
const connectionsADatabase = 6
/** A reset or a restart of PostgreSQL is over in about a second; whoever waits longer is told. */
const patienceMilliseconds = 10_000

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pgTypes.builtins.TIMESTAMP ? (text: string) => text : pgTypes.getTypeParser(oid, format),
}
const asText: CustomTypesConfig = { getTypeParser: () => (text: string) => text }

const sessionOf = (client: PoolClient): Session => ({
  query: (sql, values = []) => client.query(sql, [...values]),
  textRows: async (sql, values = []) =>
    (
      await client.query<(string | null)[]>({
        text: sql,
        values: [...values],
        rowMode: 'array',
        types: asText,
      })
    ).rows,
})

/** A database of the practice cluster, reached over a few connections that are held while they are used. */
class Database implements Session {
  readonly #settings: PoolConfig
  readonly #onCut: (error: Error) => void
  #pool: Pool | undefined
  #gate: Promise<void> = Promise.resolve()
  readonly #running = new Set<Promise<unknown>>()

  constructor(settings: PoolConfig, onCut: (error: Error) => void) {
    this.#settings = settings
    this.#onCut = onCut
  }

  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<QueryResult<Row>> {
    return this.#asked(sql, (session) => session.query<Row>(sql, values))
  }

  textRows(sql: string, values?: readonly unknown[]): Promise<readonly TextRow[]> {
    return this.#asked(sql, (session) => session.textRows(sql, values))
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: (session: Session) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    return this.#run(async (session) => {
      try {
        await session.query(begin)
        const result = await work(session)
        await session.query('COMMIT')
        return result
      } catch (error) {
        // Where the connection itself is gone, the first error says why.
        await session.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  }

  /** Shuts the door, waits for those inside, then lets every connection go; the answer opens the door again. */
  async close(): Promise<() => void> {
    let open: () => void = () => undefined
    this.#gate = new Promise((resolve) => {
      open = resolve
    })
    const late = pause(patienceMilliseconds, 'late', { ref: false })
    if ((await Promise.race([Promise.allSettled(this.#running), late])) === 'late') {
      open()
      throw stillInUse(this.#settings.database ?? '')
    }
    const pool = this.#pool
    this.#pool = undefined
    await pool?.end()
    return open
  }

  /** A read that met a cut is asked once more; a write never is, since it may have been stored. */
  async #asked<T>(sql: string, work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await this.#run(work)
    } catch (error) {
      if (isCut(error) && isRead(sql)) return this.#run(work)
      throw error
    }
  }

  async #run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const until = Date.now() + patienceMilliseconds
    for (;;) {
      for (let gate; gate !== this.#gate;) await (gate = this.#gate)
      const attempt = this.#attempt(work, until)
      this.#running.add(attempt)
      const outcome = await attempt.finally(() => this.#running.delete(attempt))
      if ('value' in outcome) return outcome.value
      await pause(outcome.again)
    }
  }

  /** Works on a connection that answered just now. One cut while idle is thrown away before anyone's statement meets it. */
  async #attempt<T>(
    work: (session: Session) => Promise<T>,
    until: number,
  ): Promise<{ readonly value: T } | { readonly again: number }> {
    let client: PoolClient | undefined
    try {
      client = await this.#open().connect()
      await client.query('SELECT 1')
    } catch (error) {
      client?.release(true)
      if (!(isCut(error) || isPassing(error)) || Date.now() >= until) throw error
      return { again: isCut(error) ? 0 : 50 }
    }
    let cut = false
    try {
      return { value: await work(sessionOf(client)) }
    } catch (error) {
      cut = isCut(error)
      throw error
    } finally {
      client.release(cut)
    }
  }

  #open(): Pool {
    if (this.#pool !== undefined) return this.#pool
    const pool = new Pool(this.#settings)
    pool.on('error', this.#onCut)
    // A client that is checked out between two statements has no listener of the pool's: a cut would end the process.
    pool.on('connect', (client) => client.on('error', this.#onCut))
    this.#pool = pool
    return pool
  }
}

const stillInUse = (database: string): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what: `The database ${database} could not be taken over.`,
    why: `Requests still used it after ${String(patienceMilliseconds / 1000)} s.`,
    fix: 'Try again when the running queries have ended.',
  })

/** Databases of the practice cluster by name. */
export const openDatabases = (
  settings: PostgresSettings,
  onCut: (error: Error) => void = () => undefined,
) => {
  const known = new Map<string, Database>()
  const pool = {
    ...settings,
    types,
    max: connectionsADatabase,
    idleTimeoutMillis: idleMilliseconds,
    connectionTimeoutMillis: patienceMilliseconds,
    application_name: 'realcave-practice',
  }
  const database = (name: string): Database => {
    const found = known.get(name) ?? new Database({ ...pool, database: name }, onCut)
    known.set(name, found)
    return found
  }
  return {
    database,
    /** Runs `work` while this process holds no connection to the database named; requests to it wait meanwhile. */
    exclusively: async <T>(name: string, work: (admin: Database) => Promise<T>): Promise<T> => {
      const open = await database(name).close()
      return work(database('postgres')).finally(open)
    },
    close: async (): Promise<void> => {
      await Promise.all([...known.values()].map(async (each) => (await each.close())()))
    },
  }
}
export type Databases = ReturnType<typeof openDatabases>
export type { Database }
