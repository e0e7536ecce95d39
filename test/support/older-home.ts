import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { identifier } from '../../src/main/fleet/sessions'
import { openPractice } from '../../src/main/practice/practice'
import type { PostgresSettings } from '../../src/main/practice/databases'
import { freePort } from './free-port'
import { builtDashboard, resources } from './practice'

const asked = async <T>(
  postgres: PostgresSettings,
  database: string,
  work: (ask: (sql: string) => Promise<readonly Record<string, unknown>[]>) => Promise<T>,
): Promise<T> => {
  const client = new Client({ ...postgres, database })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows)
  } finally {
    await client.end()
  }
}

const found = z.array(z.object({ name: z.string(), open: z.boolean() }))

/** One superuser owned everything; the triggers that tell of changes bore no mark of their build. */
const ageDatabases = async (postgres: PostgresSettings): Promise<void> => {
  const databases = await asked(postgres, 'postgres', async (ask) => {
    const listed = found.parse(
      await ask(
        'SELECT datname::text AS name, datallowconn AS open FROM pg_database WHERE NOT datistemplate',
      ),
    )
    for (const { name } of listed)
      await ask(
        `ALTER DATABASE ${identifier(name)} OWNER TO postgres; ALTER DATABASE ${identifier(name)} ALLOW_CONNECTIONS true`,
      )
    await ask('DROP SCHEMA realcave CASCADE')
    return listed
  })
  for (const { name } of databases)
    await asked(postgres, name, async (ask) => {
      await ask('DROP OWNED BY realcave_reader, realcave_keeper')
      const [schema] = await ask("SELECT to_regnamespace('realcave') IS NOT NULL AS there")
      if (schema?.['there'] === true) await ask('COMMENT ON SCHEMA realcave IS NULL')
    })
  await asked(postgres, 'postgres', async (ask) => {
    await ask('DROP ROLE realcave_reader, realcave_keeper')
    for (const { name, open } of databases)
      if (!open) await ask(`ALTER DATABASE ${identifier(name)} ALLOW_CONNECTIONS false`)
  })
}

const settings = z.object({ id: z.string(), port: z.number(), project: z.string(), fleet: z.string() })
const records = z.record(z.string(), z.unknown())

/** Settings, records and modes as they were. */
const ageFiles = async (home: string): Promise<void> => {
  const json = async (...names: readonly string[]): Promise<unknown> =>
    JSON.parse(await readFile(join(home, ...names), 'utf8'))
  const write = (value: unknown, ...names: readonly string[]): Promise<void> =>
    writeFile(join(home, ...names), `${JSON.stringify(value, null, 2)}\n`)
  const { id, port, project, fleet } = settings.parse(await json('home.json'))
  const because = 'The practice fleet was asked for.'
  await write({ id, port, project, fleet, because, welcomed: true, panelPort: null }, 'home.json')
  const { roles: _none, ...rest } = records.parse(await json('records', 'practice.json'))
  await write(rest, 'records', 'practice.json')
  if (process.platform === 'win32') return
  await chmod(join(home, 'practice', 'logs'), 0o755)
  await chmod(join(home, 'practice'), 0o755)
  // For the account that PostgreSQL runs as beside root.
  await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700)
}

/**
 * Makes of a home whose fleet is down what the build before roles, modes and the life of the window (c4cd546) left of it. What that build
 * itself left was compared with it once: owners, roles, comments and functions of every database, files and modes.
 */
export const makeOlder = async (home: string): Promise<void> => {
  const practice = await openPractice({
    homeFolder: home,
    port: await freePort(),
    resources,
    dashboard: builtDashboard,
  })
  try {
    await ageDatabases(practice.postgres)
  } finally {
    await practice.stop()
  }
  await ageFiles(home)
}
