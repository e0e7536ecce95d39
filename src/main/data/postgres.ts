import { setMaxListeners } from 'node:events'
import { Pool, type CustomTypesConfig } from 'pg'
import { z } from 'zod'
import { cancelled } from '../../shared/errors'
import { isCut, isPassing } from '../practice/database-errors'
import { pause, within } from '../waiting/limit'
import type { Connection } from './connection'
import { databaseFailure } from './database-failure'
import { loginOf, type Account } from './roles/accounts'
import { withLogin } from './roles/ensure-roles'

interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
}

/**
 * One database of the fleet, for one asker. Reads are asked once more when our connection was cut, and not waited for any
 * more once the asker has cancelled; writes are never repeated, nor left.
 */
export interface Database {
  readonly name: string
  read<T>(row: z.ZodType<T>, statement: Statement): Promise<T[]>
  /** Cells in PostgreSQL's own text form, so that no digit of an id or a time is lost. */
  readText(statement: Statement): Promise<(string | null)[][]>
  /** All of them or none. */
  write(statements: readonly Statement[]): Promise<void>
  /** A statement that PostgreSQL refuses inside a transaction, such as DROP DATABASE. */
  command(text: string): Promise<void>
}

export interface Postgres {
  /** The signal is the asker's. */
  database(name: string, signal: AbortSignal): Database
  close(): Promise<void>
}

/**
 * CREATE DATABASE ... TEMPLATE waits 5 s at most for other users of its source to leave (CAVE-FACTS 9 Push): connections
 * that are not in use go well before that, and few are in use.
 */
const idleMilliseconds = 1_000
const connectionsADatabase = 2
const connectMilliseconds = 5_000
const statementMilliseconds = 20_000
const lockMilliseconds = 5_000
/** A read and its repetition, each after waiting for a connection: only a server that is stuck takes longer. */
const readMilliseconds = 60_000
/** After a cut, the one who cut gets the database for itself for a moment (CAVE-FACTS 9). */
export const pauseAfterCutMilliseconds = 1_000

const asText: CustomTypesConfig = { getTypeParser: () => (text: string) => text }
const textRows = z.array(z.array(z.string().nullable()))

export const sessionSettings = (connection: Connection, account: Account, database: string) => ({
  ...loginOf(connection, account),
  database,
  application_name: 'realcave-panel',
  connectionTimeoutMillis: connectMilliseconds,
  statement_timeout: statementMilliseconds,
  lock_timeout: lockMilliseconds,
  keepAlive: true,
  options: '-c TimeZone=UTC -c DateStyle=ISO',
})

/** Through it every statement and connection is asked for: once more after the roles were made. */
type LetIn = <T>(ask: () => Promise<T>) => Promise<T>

const openDatabase = (pool: Pool, name: string, signal: AbortSignal, letIn: LetIn): Database => {
  const failing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw databaseFailure(error, name)
    }
  }
  const again = async <T>(work: () => Promise<T>, limited: AbortSignal): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!isCut(error) && !isPassing(error)) throw error
      await pause(pauseAfterCutMilliseconds, limited)
      return work()
    }
  }
  const repeating = <T>(work: () => Promise<T>): Promise<T> =>
    failing(async () => {
      const limit = { milliseconds: readMilliseconds, waitingFor: `the database ${name}` }
      try {
        return await within(signal, limit, (limited) => again(work, limited))
      } catch (error) {
        if (signal.aborted) throw cancelled(`The database ${name} was not read.`)
        throw error
      }
    })
  return {
    name,
    read: (row, { text, values = [] }) =>
      repeating(async () => z.array(row).parse((await letIn(() => pool.query(text, [...values]))).rows)),
    readText: ({ text, values = [] }) =>
      repeating(async () => {
        const answer = await letIn(() =>
          pool.query({ text, values: [...values], rowMode: 'array', types: asText }),
        )
        return textRows.parse(answer.rows)
      }),
    write: (statements) =>
      failing(async () => {
        const client = await letIn(() => pool.connect())
        let broken = false
        try {
          await client.query('BEGIN')
          for (const { text, values = [] } of statements) await client.query(text, [...values])
          await client.query('COMMIT')
        } catch (error) {
          // On a dead connection the server rolls back by itself; the first error is the one to tell of.
          await client.query('ROLLBACK').catch(() => {
            broken = true
          })
          throw error
        } finally {
          client.release(broken)
        }
      }),
    command: (text) =>
      failing(async () => {
        await letIn(() => pool.query(text))
      }),
  }
}

export const openPostgres = (connection: Connection, account: Account = 'reader'): Postgres => {
  const letIn: LetIn = (ask) => withLogin(connection, account, ask)
  const pools = new Map<string, Pool>()
  const open = (name: string): Pool => {
    const known = pools.get(name)
    if (known !== undefined) return known
    const pool = new Pool({
      ...sessionSettings(connection, account, name),
      max: connectionsADatabase,
      idleTimeoutMillis: idleMilliseconds,
    })
    // Every materialization cuts our connections (57P01). An idle one needs nothing more than to be forgotten, which the
    // pool does; without a listener the error would end the process.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    pools.set(name, pool)
    return pool
  }
  return {
    database: (name, signal) => {
      // Every read listens to it, and there may be one a table.
      setMaxListeners(0, signal)
      return openDatabase(open(name), name, signal, letIn)
    },
    close: async () => {
      const open = [...pools.values()]
      pools.clear()
      await Promise.all(open.map((pool) => pool.end()))
    },
  }
}
