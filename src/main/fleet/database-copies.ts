import { z } from 'zod'
import { adminDatabase, isLeftover, isLive } from './database-names'
import { identifier, inTransaction, literal, type Session, type Sessions } from './sessions'
import type { Connection } from '../data/connection'

const found = z.object({ name: z.string(), open: z.boolean(), comment: z.string().nullable() })
export type FoundDatabase = z.infer<typeof found>

export const databases = (admin: Session): Promise<readonly FoundDatabase[]> =>
  admin.rows(
    found,
    `select datname as name, datallowconn as open, shobj_description(oid, 'pg_database') as comment
     from pg_database where not datistemplate order by datname`,
  )

/** Keeps the services, which reconnect at once, out of a database that is about to be copied or renamed: CAVE-FACTS 9. */
export const shut = async (admin: Session, database: string): Promise<void> => {
  await admin.run(`alter database ${identifier(database)} allow_connections false`)
  // With a time-out, so that the connection is gone and not merely told to go when this returns.
  await admin.run('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    database,
  ])
}

export const open = (admin: Session, database: string): Promise<void> =>
  admin.run(`alter database ${identifier(database)} allow_connections true`)

/** A copy of a live database, which nobody can connect to meanwhile. A failure leaves it shut: `orClear`. */
export const copyLive = async (admin: Session, from: string, to: string): Promise<void> => {
  await shut(admin, from)
  await admin.run(`create database ${identifier(to)} template ${identifier(from)}`)
  await open(admin, from)
}

/** A copy of a golden one: those are shut for good, and so stays the copy until it is in its place. */
export const copyGolden = (admin: Session, from: string, to: string): Promise<void> =>
  admin.run(`create database ${identifier(to)} template ${identifier(from)} allow_connections false`)

export interface Rename {
  readonly from: string
  readonly to: string
}

/** Renames in one transaction, with what has to be true at the same instant. Nobody may be connected to any of them. */
export const renameAll = (
  admin: Session,
  renames: readonly Rename[],
  also: () => Promise<void>,
): Promise<void> =>
  inTransaction(admin, async () => {
    for (const { from, to } of renames)
      await admin.run(`alter database ${identifier(from)} rename to ${identifier(to)}`)
    await also()
  })

export const comment = (admin: Session, database: string, text: string): Promise<void> =>
  admin.run(`comment on database ${identifier(database)} is ${literal(text)}`)

export const drop = (admin: Session, database: string): Promise<void> =>
  admin.run(`drop database if exists ${identifier(database)} with (force)`)

/**
 * What a killed work left: half-made and replaced copies go, live databases that it had shut are opened again. Nothing that
 * is in use is touched, so this is right at any time that no such work runs.
 */
export const clearLeftovers = (
  sessions: Sessions,
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly cleared: readonly string[] }> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    const cleared: string[] = []
    for (const { name, open: isOpen } of await databases(admin)) {
      if (isLeftover(name)) await drop(admin, name)
      else if (isLive(connection, name) && !isOpen) await open(admin, name)
      else continue
      cleared.push(name)
    }
    return { cleared }
  })

/** How long putting things back may take once a work has failed or was cancelled. */
const clearingMilliseconds = 10_000

/** Runs `work`; when it fails or is cancelled, the live databases are open again and its leftovers gone before it throws. */
export const orClear = async <T>(
  sessions: Sessions,
  connection: Connection,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    // The next `up` or reset clears what cannot be cleared now, for instance because PostgreSQL itself has gone.
    await clearLeftovers(sessions, connection, AbortSignal.timeout(clearingMilliseconds)).catch(
      () => undefined,
    )
    throw error
  }
}
