import { createHash } from 'node:crypto'
import { Client, escapeLiteral } from 'pg'
import type { Connection } from '../connection'
import { lacksRoles, loginOf, type Account } from './accounts'
import { keeperName, readerName, rolesSql } from './roles-sql'
import { scramVerifier } from './scram'

/** Databases are administered from here: it is never copied, renamed or dropped. */
export const adminDatabase = 'postgres'

const milliseconds = 10_000
/** Two panels that make them at the same moment would collide in the catalogue. The number is ours. */
const turn = 'SELECT pg_advisory_xact_lock(7283004)'

/** What the keeper is described with, so that a later build knows which functions are there. */
const rolesMark = (connection: Connection): string =>
  createHash('sha256').update(rolesSql(connection)).digest('hex').slice(0, 16)

/** Makes the two roles, or puts them right. */
export const makeRoles = async (connection: Connection): Promise<void> => {
  const client = new Client({
    ...loginOf(connection, 'administrator'),
    database: adminDatabase,
    application_name: 'realcave-roles',
    connectionTimeoutMillis: milliseconds,
    statement_timeout: milliseconds,
  })
  client.on('error', () => undefined)
  const verifier = (account: Account): string =>
    escapeLiteral(scramVerifier(loginOf(connection, account).password))
  try {
    await client.connect()
    await client.query(`BEGIN; ${turn}; ${rolesSql(connection)}
      ALTER ROLE ${readerName} PASSWORD ${verifier('reader')};
      ALTER ROLE ${keeperName} PASSWORD ${verifier('keeper')};
      COMMENT ON ROLE ${keeperName} IS '${rolesMark(connection)}';
      COMMIT;`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const making = new Map<string, Promise<void>>()

/** However many connections are refused at once, they are made once. */
const ensureRoles = (connection: Connection): Promise<void> => {
  const key = JSON.stringify(connection.postgres)
  const begun =
    making.get(key) ??
    makeRoles(connection).finally(() => {
      making.delete(key)
    })
  making.set(key, begun)
  return begun
}

/** Connects, once more after the roles were made: a fleet that an earlier build started has none yet. */
export const withLogin = async <T>(
  connection: Connection,
  account: Account,
  connect: () => Promise<T>,
): Promise<T> => {
  try {
    return await connect()
  } catch (error) {
    if (account === 'administrator' || !lacksRoles(error)) throw error
    await ensureRoles(connection)
    return connect()
  }
}

const marked = (connection: Connection): string =>
  `SELECT shobj_description('${keeperName}'::regrole, 'pg_authid') = '${rolesMark(connection)}'
   AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname IN ('${readerName}', '${keeperName}')
     AND (rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls)) AS right`

/** Whether one of the roles is let in and is as this build wants it. */
const isRight = async (connection: Connection, account: Account): Promise<boolean> => {
  const client = new Client({
    ...loginOf(connection, account),
    database: adminDatabase,
    application_name: 'realcave-roles',
    connectionTimeoutMillis: milliseconds,
    statement_timeout: milliseconds,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ right: boolean | null }>(marked(connection))
    return rows[0]?.right === true
  } catch (error) {
    if (lacksRoles(error)) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

export const rolesAreRight = async (connection: Connection): Promise<boolean> =>
  (await isRight(connection, 'reader')) && (await isRight(connection, 'keeper'))
