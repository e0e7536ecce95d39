import { Client, DatabaseError } from 'pg'
import { pause, within } from '../waiting/limit'
import type { PostgresSettings } from './databases'
import { isCut, isPassing } from './database-errors'
import { datasetsSql, volumeSql } from './layout-sql'

/** The databases that stand before any version is made, and what each holds. */
const layout = {
  datasets: datasetsSql,
  annotation: volumeSql,
  materialize: volumeSql,
  staging: volumeSql,
  template_postgis: '',
  fake_volume: volumeSql,
} as const

export const databaseNames: readonly string[] = Object.keys(layout)

const attempts = 5

const waitMilliseconds = 60_000

/**
 * One connection of its own, so that it also works before and beside the practice process. A cancel cuts it; a statement that
 * PostgreSQL has begun it may still end.
 */
const connected = <T>(
  settings: PostgresSettings,
  database: string,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> =>
  within(
    signal,
    { milliseconds: waitMilliseconds, waitingFor: `the database ${database}` },
    async (limited) => {
      for (let attempt = 1; ; attempt += 1) {
        const client = new Client({ ...settings, database, connectionTimeoutMillis: 10_000 })
        // A statement under way is rejected with the same error; without a listener the event would end the process.
        client.on('error', () => undefined)
        const cut = (): void => void client.end().catch(() => undefined)
        limited.addEventListener('abort', cut, { once: true })
        try {
          await client.connect()
          return await work(client)
        } catch (error) {
          // Everything here may be done twice: a cut by a reset or a restart is simply begun again.
          if (limited.aborted || attempt === attempts || !(isCut(error) || isPassing(error))) throw error
          await pause(100 * attempt, limited)
        } finally {
          limited.removeEventListener('abort', cut)
          await client.end().catch(() => undefined)
        }
      }
    },
  )

/** The databases of the layout that are not there yet. */
export const missingDatabases = async (
  settings: PostgresSettings,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const found = await connected(settings, 'postgres', signal, (client) =>
    client.query<{ datname: string }>('SELECT datname FROM pg_database'),
  )
  const names = new Set(found.rows.map((row) => row.datname))
  return databaseNames.filter((name) => !names.has(name))
}

const createDatabase = (settings: PostgresSettings, name: string, signal: AbortSignal): Promise<void> =>
  connected(settings, 'postgres', signal, async (client) => {
    await client.query(`CREATE DATABASE ${name}`).catch((error: unknown) => {
      // Another process was quicker: the database is there, which is all that counts.
      if (!(error instanceof DatabaseError && error.code === '42P04')) throw error
    })
  })

const createTables = (
  settings: PostgresSettings,
  database: string,
  sql: string,
  signal: AbortSignal,
): Promise<void> =>
  connected(settings, database, signal, async (client) => {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(7283001); ${sql} COMMIT;`)
  })

/** Makes what is missing of the databases and their tables; leaves alone what is there. */
export const createDatabases = async (settings: PostgresSettings, signal: AbortSignal): Promise<void> => {
  const missing = await missingDatabases(settings, signal)
  await Promise.all(
    Object.entries(layout).map(async ([name, sql]) => {
      if (missing.includes(name)) await createDatabase(settings, name, signal)
      if (sql !== '') await createTables(settings, name, sql, signal)
    }),
  )
}

/** Where the registered datastack tells clients to send annotation, segmentation and materialize requests; null before. */
export const datastackAddress = (settings: PostgresSettings, signal: AbortSignal): Promise<string | null> =>
  connected(settings, 'datasets', signal, async (client) => {
    const found = await client.query<{ local_server: string }>(
      `SELECT local_server FROM datastack WHERE name = 'fake_datastack'`,
    )
    return found.rows[0]?.local_server ?? null
  })

/** Registers aligned volume and datastack (CAVE-FACTS 3), or moves the datastack to `port`. */
export const registerDatastack = (
  settings: PostgresSettings,
  port: number,
  signal: AbortSignal,
): Promise<void> =>
  connected(settings, 'datasets', signal, async (client) => {
    await client.query(`
      INSERT INTO aligned_volume (id, name, display_name, description, image_source)
      VALUES (1, 'fake_volume', 'fake_volume', 'Fake aligned volume', 'precomputed://http://gateway/ws/fake_image')
      ON CONFLICT DO NOTHING`)
    await client.query(
      `INSERT INTO datastack (id, name, display_name, viewer_layer_name, aligned_volume_id, segmentation_source,
         local_server, description, viewer_resolution_x, viewer_resolution_y, viewer_resolution_z)
       VALUES (1, 'fake_datastack', 'fake_datastack', 'seg', 1, 'graphene://http://gateway/segmentation/table/test',
         $1, 'Fake datastack', 8, 8, 40)
       ON CONFLICT (name) DO UPDATE SET local_server = excluded.local_server
         WHERE datastack.local_server <> excluded.local_server`,
      [`http://127.0.0.1:${String(port)}`],
    )
  })
