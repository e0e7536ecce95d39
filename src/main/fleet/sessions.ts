import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { z } from 'zod'
import type { Connection } from '../data/connection'
import { databaseFailure } from '../data/database-failure'
import { loginOf, type Account } from '../data/roles/accounts'
import { withLogin } from '../data/roles/ensure-roles'
import { within } from '../waiting/limit'

/** One connection to one database, for as long as a piece of work lasts. */
export interface Session {
  /** Rows as the schema says; a row of another shape is an error of ours. */
  rows<T>(row: z.ZodType<T>, sql: string, values?: readonly unknown[]): Promise<readonly T[]>
  run(sql: string, values?: readonly unknown[]): Promise<void>
}

/**
 * Opens databases of a fleet by name, without a pool: nothing of ours may still be connected when a database is copied or
 * renamed. Works that change databases take this as their parameter, so that a test can cut them short anywhere.
 */
export interface Sessions {
  with<T>(database: string, signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T>
}

export const identifier = escapeIdentifier
export const literal = escapeLiteral

const connectMilliseconds = 5000
/** A copy of a database of some gigabytes on a slow disk. */
const statementMilliseconds = 120_000

const sessionsAs = (connection: Connection, account: Account): Sessions => ({
  with: async (database, signal, work) => {
    signal.throwIfAborted()
    let client: Client | undefined
    const cut = () => void client?.end()
    const connect = async (): Promise<Client> => {
      const made = new Client({
        ...loginOf(connection, account),
        database,
        application_name: 'realcave-fleet',
        connectionTimeoutMillis: connectMilliseconds,
        statement_timeout: statementMilliseconds,
      })
      client = made
      // A connection that is cut between two statements reports it here; the next statement fails and says so.
      made.on('error', () => undefined)
      // A client that is ended while it connects never says so: its connecting is left.
      const limit = { milliseconds: 2 * connectMilliseconds, waitingFor: `a connection to ${database}` }
      await within(signal, limit, () => made.connect())
      return made
    }
    signal.addEventListener('abort', cut, { once: true })
    try {
      const connected = await asked(database, () => withLogin(connection, account, connect))
      return await work(session(connected, database))
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', cut)
      await client?.end()
    }
  },
})

/** As the keeper: for all that comes once the databases are made. */
export const sessionsOf = (connection: Connection): Sessions => sessionsAs(connection, 'keeper')

/** As the administrator: for the steps that make databases and extensions. */
export const administratorSessionsOf = (connection: Connection): Sessions =>
  sessionsAs(connection, 'administrator')

/** What PostgreSQL refuses is a failure of the database; anything else that goes wrong here is not. */
const asked = async <T>(database: string, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    throw databaseFailure(error, database)
  }
}

const session = (client: Client, database: string): Session => ({
  rows: async (row, sql, values = []) => {
    const result = await asked(database, () => client.query(sql, [...values]))
    return z.array(row).parse(result.rows)
  },
  run: async (sql, values = []) => {
    await asked(database, () => client.query(sql, [...values]))
  },
})

/** All or nothing: what `work` did is undone when it fails or the connection dies. */
export const inTransaction = async <T>(session: Session, work: () => Promise<T>): Promise<T> => {
  await session.run('begin')
  try {
    const value = await work()
    await session.run('commit')
    return value
  } catch (error) {
    // On a dead connection the server rolls back by itself; the first error is the one to tell of.
    await session.run('rollback').catch(() => undefined)
    throw error
  }
}
