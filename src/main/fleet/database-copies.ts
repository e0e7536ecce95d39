import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { adminDatabase, isLeftover, isLive } from './database-names'
import { identifier, inTransaction, literal, type Session, type Sessions } from './sessions'
import type { Connection } from '../data/connection'

const pid = z.object({ pid: z.number() })
const found = z.object({ name: z.string(), open: z.boolean(), comment: z.string().nullable() })
export type FoundDatabase = z.infer<typeof found>

export const databases = (admin: Session): Promise<readonly FoundDatabase[]> =>
  admin.rows(
    found,
    `select datname as name, datallowconn as open, shobj_description(oid, 'pg_database') as comment
     from pg_database where not datistemplate order by datname`,
  )

/** The services make databases as PostgreSQL's superuser; only an owner may copy, rename or drop them: src/main/data/roles. */
export const own = (admin: Session, names: readonly string[]): Promise<void> =>
  admin.run('select realcave.own($1)', [names])

/** How often it is looked whether cut connections are gone; PostgreSQL itself waits 5 s for them where it must. */
const departureLooks = 40
const departureMilliseconds = 5

/** Keeps the services, which reconnect at once, out of databases that are about to be copied or renamed: CAVE-FACTS 9. */
export const shut = async (admin: Session, names: readonly string[]): Promise<void> => {
  await admin.run('select realcave.shut($1)', [names])
  await admin.run('select realcave.cut($1)', [names])
  for (let look = 0; look < departureLooks; look += 1) {
    const left = await admin.rows(pid, 'select pid from pg_stat_activity where datname = any ($1)', [names])
    if (left.length === 0) return
    await delay(departureMilliseconds)
  }
}

export const open = async (admin: Session, database: string): Promise<void> => {
  await own(admin, [database])
  await admin.run(`alter database ${identifier(database)} allow_connections true`)
}

/** A copy of a live database, which nobody can connect to meanwhile. A failure leaves it shut: `orClear`. */
export const copyLive = async (admin: Session, from: string, to: string): Promise<void> => {
  await shut(admin, [from])
  await admin.run(`create database ${identifier(to)} template ${identifier(from)}`)
  await open(admin, from)
}

/** A copy of a golden one: those are shut for good, and so stays the copy until it is in its place. */
export const copyGolden = async (admin: Session, from: string, to: string): Promise<void> => {
  await own(admin, [from])
  await admin.run(`create database ${identifier(to)} template ${identifier(from)} allow_connections false`)
}

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

const commented = z.object({ comment: z.string().nullable() })

/** What a database says of itself; null where it says nothing, or is not there. */
export const commentOf = async (admin: Session, database: string): Promise<string | null> => {
  const sql = "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1"
  return (await admin.rows(commented, sql, [database]))[0]?.comment ?? null
}

export const comment = (admin: Session, database: string, text: string): Promise<void> =>
  admin.run(`comment on database ${identifier(database)} is ${literal(text)}`)

/** From the database of administration: the functions that shut it are there. The superuser's sessions go first, which are not ours to cut. */
export const drop = async (admin: Session, database: string): Promise<void> => {
  await shut(admin, [database])
  await admin.run(`drop database if exists ${identifier(database)} with (force)`)
}

const statement = z.object({ query: z.string() })

/** The statements of drops that go on now: what they name is on its way out, not left behind. */
export const dropsUnderWay = async (admin: Session): Promise<readonly string[]> => {
  const drops = "select query from pg_stat_activity where state = 'active' and query like 'drop database%'"
  return (await admin.rows(statement, drops)).map(({ query }) => query)
}

/** Whether one of those statements drops this database. */
export const isDropping = (drops: readonly string[], database: string): boolean =>
  drops.some((query) => query.includes(identifier(database)))

/**
 * Begins to drop databases that nothing needs any more. Every drop waits for a checkpoint, which takes seconds on a slow disk;
 * PostgreSQL ends one that it has begun whether we wait for it or not, and the next `up` or reset drops what is left.
 */
export const beginDrops = (sessions: Sessions, names: readonly string[]): void => {
  const signal = new AbortController().signal
  for (const name of names)
    void sessions.with(adminDatabase, signal, (admin) => drop(admin, name)).catch(() => undefined)
}

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
    const found = await databases(admin)
    await own(
      admin,
      found.map(({ name }) => name).filter((name) => isLive(connection, name)),
    )
    for (const { name, open: isOpen } of found) {
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
