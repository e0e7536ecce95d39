import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/main/data/connection'
import { openData } from '../../src/main/data/data'
import { loginOf, type Account } from '../../src/main/data/roles/accounts'
import { makeRoles, rolesAreRight } from '../../src/main/data/roles/ensure-roles'
import { scramVerifier } from '../../src/main/data/roles/scram'
import { fleetForTest, never, type FleetForTest } from '../support/fleet'

let fleet: FleetForTest
let connection: Connection

beforeAll(async () => {
  fleet = await fleetForTest()
  await fleet.controller.up(never)
  connection = await fleet.controller.connection(never)
  // Whoever watches sees to it that changes are told.
  const data = openData(async () => connection)
  await data['data.changes'](undefined, never)[Symbol.asyncIterator]().next()
  await data.close()
})
afterAll(() => fleet?.stop())

const as = async (account: Account, sql: string, database = 'fake_volume'): Promise<readonly unknown[]> => {
  const client = new Client({ ...loginOf(connection, account), database })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const answered = await client.query<Record<string, unknown>>(sql)
    return answered.rows
  } finally {
    await client.end()
  }
}

const refused = (account: Account, sql: string, database?: string): Promise<void> =>
  expect(as(account, sql, database)).rejects.toThrow(/permission denied|read-only|must be (owner|superuser)/)

/** What could be had beyond the databases: files, programs, other roles. */
const beyond = [
  "SELECT pg_read_file('postgresql.conf')",
  "COPY (SELECT 1) TO PROGRAM 'true'",
  "COPY (SELECT 1) TO '/tmp/realcave-planted'",
  'CREATE ROLE planted SUPERUSER',
  'CREATE EXTENSION plpython3u',
  'ALTER ROLE postgres PASSWORD NULL',
  "ALTER SYSTEM SET listen_addresses = '*'",
  'GRANT postgres TO realcave_reader',
  'SET ROLE postgres',
  'ALTER DATABASE postgres RENAME TO taken',
  "CREATE OR REPLACE FUNCTION realcave.tell_rows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
]

describe('the role that views read with', () => {
  test('reads live tables, versions, and what there is of databases', async () => {
    expect(await as('reader', 'SELECT id, tag FROM my_cave_table ORDER BY id')).toHaveLength(2)
    expect(await as('reader', 'SELECT id FROM my_cave_table', 'fake_datastack__mat1')).toHaveLength(2)
    expect(await as('reader', 'SELECT pg_database_size(oid) FROM pg_database')).not.toHaveLength(0)
  })

  test.each([
    ...beyond,
    "UPDATE my_cave_table SET tag = 'planted'",
    'DELETE FROM analysisversion',
    'TRUNCATE my_cave_table',
    'DROP TABLE my_cave_table',
    'CREATE TABLE planted (id int)',
    'CREATE TEMPORARY TABLE planted (id int)',
    'SET default_transaction_read_only = off; DELETE FROM analysisversion',
    "SET default_transaction_read_only = off; SELECT setval('my_cave_table_id_seq', 99)",
    'CREATE DATABASE planted',
    'DROP DATABASE fake_datastack__mat1',
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
  ])('cannot: %s', (sql) => refused('reader', sql.replace(/^(SET [^;]*); /, '$1; COMMIT; BEGIN; ')))

  test.each(['own', 'shut', 'cut'])('cannot use the keeper’s function %s', (name) =>
    refused('reader', `SELECT realcave.${name}(ARRAY['fake_volume'])`, 'postgres'),
  )
})

describe('the role that resets', () => {
  test.each(beyond)('cannot: %s', (sql) => refused('keeper', sql))

  test('uses its functions on live tables, versions and golden copies alone', async () => {
    const kept = await as(
      'keeper',
      'SELECT realcave.kept(array_agg(datname::text)) AS name FROM pg_database',
      'postgres',
    )
    expect(kept).toEqual(
      [
        'fake_datastack__mat1',
        'fake_volume',
        'golden_first__fake_datastack__mat1',
        'golden_first__fake_volume',
      ].map((name) => ({ name })),
    )
    await as(
      'keeper',
      "SELECT realcave.shut(ARRAY['postgres', 'datasets', 'template1', 'fake_volume; x'])",
      'postgres',
    )
    expect(await as('administrator', 'SELECT FROM pg_database WHERE NOT datallowconn')).toHaveLength(3)
  })

  test.each(['datasets', 'annotation', 'materialize', 'postgres'])(
    'drops and renames no %s',
    async (name) => {
      await refused('keeper', `DROP DATABASE ${name} WITH (FORCE)`, 'template1')
      await refused('keeper', `ALTER DATABASE ${name} RENAME TO taken`, 'template1')
    },
  )
})

describe('what the panel does', () => {
  test('goes on with a clean reset, a baseline, and versions that the services made since', async () => {
    await fleet.controller.materialize(never)
    await fleet.controller.setBaseline(never)
    await fleet.controller.materialize(never)
    expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1, 2] })
    await fleet.controller.clearBaseline(never)
    expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1] })
    expect(await fleet.controller.reset(false, never)).toEqual({ versions: [1, 2] })
  })

  test('reads as the reader, deletes a version as the keeper, and listens as the reader', async () => {
    const data = openData(async () => connection)
    const stop = new AbortController()
    try {
      const changes = data['data.changes'](undefined, stop.signal)[Symbol.asyncIterator]()
      await changes.next()
      const sort = { column: 'id', descending: false }
      await data['annotations.page'](
        { table: 'my_cave_table', rows: 'all', offset: 0, limit: 10, filters: [], sort },
        never,
      )
      const users = await as(
        'administrator',
        "SELECT DISTINCT usename::text AS name FROM pg_stat_activity WHERE application_name = 'realcave-panel'",
      )
      expect(users).toEqual([{ name: 'realcave_reader' }])
      await data['versions.delete']({ versions: [2] }, never)
      const left = await data['versions.list'](undefined, never)
      expect(left.map(({ version }) => version)).toEqual([1])
    } finally {
      stop.abort()
      await data.close()
    }
  })
})

describe('a fleet that an earlier build has made', () => {
  const forget = async (): Promise<void> => {
    const replaced = "SELECT FROM pg_database WHERE starts_with(datname, 'realcave_')"
    await expect.poll(() => as('administrator', replaced), { timeout: 20_000 }).toEqual([])
    await as(
      'administrator',
      `DO $$ DECLARE each name; BEGIN
         FOR each IN SELECT datname FROM pg_database WHERE datdba = 'realcave_keeper'::regrole LOOP
           EXECUTE format('ALTER DATABASE %I OWNER TO postgres', each);
         END LOOP;
       END $$`,
    )
    await as('administrator', 'DROP SCHEMA realcave CASCADE', 'postgres')
    await as(
      'administrator',
      'DROP OWNED BY realcave_reader, realcave_keeper; DROP ROLE realcave_reader, realcave_keeper',
      'postgres',
    )
  }

  test('is read at once: the roles are made when they are first missed', async () => {
    await forget()
    const data = openData(async () => connection)
    try {
      const tables = await data['tables.list'](undefined, never)
      expect(tables.map(({ name }) => name)).toEqual(['my_cave_table'])
    } finally {
      await data.close()
    }
    expect(await rolesAreRight(connection)).toBe(true)
  })

  test('is reset at once, too, golden copies of before and all', async () => {
    await forget()
    expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1] })
  })

  test('gets a function that it lacks when it is first asked for', async () => {
    const data = openData(async () => connection)
    try {
      const made = { name: 'gone_soon', schemaType: 'bound_tag', description: 'x' }
      await data['tables.create']({ ...made, voxelResolution: [8, 8, 40] }, never)
      await as('administrator', 'DROP FUNCTION realcave.free', 'postgres')
      const remove = await data.tableDeletion({ table: 'gone_soon' }, never)
      await remove()
      const tables = await data['tables.list'](undefined, never)
      expect(tables.map(({ name }) => name)).toEqual(['my_cave_table'])
    } finally {
      await data.close()
    }
  })

  test('gets what it lacks by the next start', async () => {
    await forget()
    expect(await rolesAreRight(connection)).toBe(false)
    const status = await fleet.controller.up(never)
    expect(status.steps.find(({ id }) => id === 'roles')).toMatchObject({ state: 'done' })
    expect(await rolesAreRight(connection)).toBe(true)
  })

  test.each([
    "ALTER ROLE realcave_reader PASSWORD 'other'",
    'ALTER ROLE realcave_reader SUPERUSER',
    'ALTER ROLE realcave_keeper CREATEROLE',
    "COMMENT ON ROLE realcave_keeper IS 'of another build'",
  ])('that has roles of another kind has them put right: %s', async (wrong) => {
    await as('administrator', wrong, 'postgres')
    expect(await rolesAreRight(connection)).toBe(false)
    await makeRoles(connection)
    expect(await rolesAreRight(connection)).toBe(true)
    await refused('reader', 'CREATE ROLE planted SUPERUSER')
  })
})

test('passwords are sent as what PostgreSQL keeps of them', () => {
  // RFC 7677's example, whose keys can be checked by hand.
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
  for (const account of ['reader', 'keeper'] as const) {
    const { password } = loginOf(connection, account)
    expect(password).not.toContain(connection.postgres.password)
    expect(password.length).toBeGreaterThan(40)
  }
})
