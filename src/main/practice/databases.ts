import { Pool, types as pgTypes, type CustomTypesConfig, type PoolClient, type PoolConfig } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/errors'
import type { Databases } from './context'
import { isCut, isPassing, isRead } from './database-errors'

/** How to reach the practice cluster. */
export interface PostgresSettings {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
}

/** Idle connections are given back soon: every version has a database of its own and the cluster takes 60 in all. */
const idleMilliseconds = 5_000
const connectionsADatabase = 6
/** A reset or a restart of PostgreSQL is over in about a second; whoever waits longer is told. */
const patienceMilliseconds = 10_000

/** Timestamps stay text: CAVE's carry microseconds and no time zone, a Date would lose the first and invent the second. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pgTypes.builtins.TIMESTAMP ? (text: string) => text : pgTypes.getTypeParser(oid, format),
}

/** One database: its pool comes and goes, while the handle that services hold stays. */
class Slot {
  readonly handle: Pool
  private readonly settings: PoolConfig
  private readonly onCut: (error: Error) => void
  private inner: Pool | undefined
  private gate: Promise<void> = Promise.resolve()
  private held = 0
  private onRelease: () => void = () => undefined

  constructor(settings: PoolConfig, onCut: (error: Error) => void) {
    this.settings = settings
    this.onCut = onCut
    const methods = new Map<PropertyKey, unknown>([
      ['connect', () => this.connect()],
      ['query', (...given: readonly unknown[]) => this.query(given)],
      ['end', () => this.drain()],
    ])
    this.handle = new Proxy(new Pool(settings), {
      get: (target, name): unknown => methods.get(name) ?? Reflect.get(this.inner ?? target, name),
    })
  }

  /** Shuts the door, waits for those inside, then lets every connection go; the answer opens the door again. */
  async close(): Promise<() => void> {
    let open: () => void = () => undefined
    this.gate = new Promise((resolve) => {
      open = resolve
    })
    try {
      await this.drain()
    } catch (error) {
      open()
      throw error
    }
    return open
  }

  async drain(): Promise<void> {
    const until = Date.now() + patienceMilliseconds
    while (this.held > 0) {
      const released = new Promise<void>((resolve) => {
        this.onRelease = resolve
      })
      const stop = new AbortController()
      await Promise.race([
        released,
        pause(Math.max(0, until - Date.now()), undefined, { signal: stop.signal }).catch(() => undefined),
      ])
      stop.abort()
      if (this.held > 0 && Date.now() >= until) throw stillInUse(this.settings.database ?? '')
    }
    const pool = this.inner
    this.inner = undefined
    await pool?.end()
  }

  private pool(): Pool {
    if (this.inner !== undefined) return this.inner
    const pool = new Pool(this.settings)
    pool.on('error', this.onCut)
    // A client that is checked out between two statements has no listener of the pool's: a cut would end the process.
    pool.on('connect', (client) => client.on('error', this.onCut))
    this.inner = pool
    return pool
  }

  /** A connection that answered just now. One cut while idle is thrown away before anyone's statement meets it. */
  private async connect(): Promise<PoolClient> {
    const until = Date.now() + patienceMilliseconds
    for (;;) {
      await this.opened()
      this.held += 1
      try {
        const client = await this.pool().connect()
        try {
          await client.query('SELECT 1')
        } catch (error) {
          client.release(true)
          throw error
        }
        return this.counted(client)
      } catch (error) {
        this.released()
        if (!(isCut(error) || isPassing(error)) || Date.now() >= until) throw error
        await pause(isCut(error) ? 0 : 50)
      }
    }
  }

  private async opened(): Promise<void> {
    let gate: Promise<void>
    do {
      gate = this.gate
      await gate
    } while (gate !== this.gate)
  }

  private counted(client: PoolClient): PoolClient {
    const release = client.release.bind(client)
    let done = false
    client.release = (error) => {
      release(error)
      if (!done) this.released()
      done = true
    }
    return client
  }

  private released(): void {
    this.held -= 1
    if (this.held === 0) this.onRelease()
  }

  /** A read that met a cut is asked once more; a write never is, since it may have been stored. */
  private async query(given: readonly unknown[]): Promise<unknown> {
    try {
      return await this.once(given)
    } catch (error) {
      if (isCut(error) && isRead(given[0])) return this.once(given)
      throw error
    }
  }

  private async once(given: readonly unknown[]): Promise<unknown> {
    const client = await this.connect()
    try {
      const answer: unknown = await Reflect.apply(Reflect.get(client, 'query'), client, given)
      client.release()
      return answer
    } catch (error) {
      client.release(isCut(error))
      throw error
    }
  }
}

const stillInUse = (database: string): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what: `The database ${database} could not be taken over.`,
    why: `Requests still used it after ${String(patienceMilliseconds / 1000)} s.`,
    fix: 'Try again when the running queries have ended.',
  })

/** The practice cluster's databases. Only the promise forms of `query` and `connect` are given. */
export const openDatabases = (
  settings: PostgresSettings,
  onCut: (error: Error) => void = () => undefined,
): Databases & { close(): Promise<void> } => {
  const slots = new Map<string, Slot>()
  const slot = (database: string): Slot => {
    const known = slots.get(database)
    if (known !== undefined) return known
    const made = new Slot(
      {
        ...settings,
        database,
        types,
        max: connectionsADatabase,
        idleTimeoutMillis: idleMilliseconds,
        connectionTimeoutMillis: patienceMilliseconds,
        application_name: 'realcave-practice',
      },
      onCut,
    )
    slots.set(database, made)
    return made
  }
  let turn: Promise<unknown> = Promise.resolve()
  const exclusively = async <T>(
    databases: readonly string[],
    work: (admin: Pool) => Promise<T>,
  ): Promise<T> => {
    const opened: (() => void)[] = []
    try {
      for (const database of databases) opened.push(await slot(database).close())
      return await work(slot('postgres').handle)
    } finally {
      for (const open of opened) open()
    }
  }
  return {
    pool: (database) => slot(database).handle,
    exclusively: (databases, work) => {
      const mine = turn.then(
        () => exclusively(databases, work),
        () => exclusively(databases, work),
      )
      turn = mine.catch(() => undefined)
      return mine
    },
    close: async () => {
      await Promise.all([...slots.values()].map((each) => each.drain()))
    },
  }
}
