import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabases } from '../../../src/main/practice/databases'
import {
  createDatabases,
  databaseNames,
  datastackAddress,
  missingDatabases,
  registerDatastack,
} from '../../../src/main/practice/layout'
import { startPracticeForTest, type PracticeForTest } from '../../support/practice'

const never = new AbortController().signal

let fleet: PracticeForTest
let databases: ReturnType<typeof openDatabases>
let cuts = 0

beforeAll(async () => {
  fleet = await startPracticeForTest()
  databases = openDatabases(fleet.postgres, () => {
    cuts += 1
  })
})
afterAll(async () => {
  await databases.close()
  await fleet.stop()
})

/** As another process would: a reset, a presenter with psql. */
const outside = async (sql: string): Promise<void> => {
  const client = new Client({ ...fleet.postgres, database: 'postgres' })
  await client.connect()
  await client.query(sql)
  await client.end()
}

const cutAll = (database: string): Promise<void> =>
  outside(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '${database}' AND pid <> pg_backend_pid()`)

const backend = async (database = 'fake_volume'): Promise<number | undefined> => {
  const { rows } = await databases.database(database).query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return rows[0]?.pid
}

test('a connection that was cut while idle is noticed by nobody', async () => {
  const pool = databases.database('fake_volume')
  await pool.query('CREATE TABLE survivors (id int)')
  const before = await backend()
  for (let round = 0; round < 5; round += 1) {
    await cutAll('fake_volume')
    await pool.query('INSERT INTO survivors VALUES ($1)', [round])
  }
  expect((await pool.query('SELECT id FROM survivors')).rows).toHaveLength(5)
  expect(await backend()).not.toBe(before)
})

test('a read that is cut under way is asked again', async () => {
  const slow = databases
    .database('fake_volume')
    .query<{ answer: number }>('SELECT 42 AS answer, pg_sleep(0.4)')
  await new Promise((done) => setTimeout(done, 150))
  await cutAll('fake_volume')
  expect((await slow).rows[0]?.answer).toBe(42)
})

test('a write that is cut under way fails and is not done twice', async () => {
  const pool = databases.database('fake_volume')
  await pool.query('CREATE TABLE once (id int)')
  const slow = pool.query('INSERT INTO once SELECT 1 FROM pg_sleep(0.4)')
  const outcome = slow.then(
    () => 'stored',
    (error: unknown) => String(error),
  )
  await new Promise((done) => setTimeout(done, 150))
  await cutAll('fake_volume')
  expect(await outcome).toMatch(/terminat/)
  expect((await pool.query('SELECT * FROM once')).rows).toEqual([])
})

test('a transaction whose connection is cut between two statements fails without ending the process', async () => {
  const before = cuts
  const work = databases.database('fake_volume').transaction(async (session) => {
    await session.query('CREATE TABLE never (id int)')
    await cutAll('fake_volume')
    await expect.poll(() => cuts).toBeGreaterThan(before)
    await session.query('SELECT 1')
  })
  await expect(work).rejects.toThrow(/connection|terminat/i)
  const { rows } = await databases.database('fake_volume').query("SELECT to_regclass('never') AS never")
  expect(rows).toEqual([{ never: null }])
})

test('a transaction that fails leaves nothing and its connection usable', async () => {
  const database = databases.database('fake_volume')
  const work = database.transaction(async (session) => {
    await session.query('CREATE TABLE half (id int)')
    throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(await database.textRows("SELECT to_regclass('half'), 1.50::numeric, true")).toEqual([
    [null, '1.50', 't'],
  ])
})

test('a database that was dropped by force and made anew is met as the new one', async () => {
  const pool = databases.database('template_postgis')
  await pool.query('CREATE TABLE old_one (id int)')
  await outside('DROP DATABASE template_postgis WITH (FORCE)')
  await outside('CREATE DATABASE template_postgis')
  const { rows } = await pool.query<{ old: string | null }>("SELECT to_regclass('old_one') AS old")
  expect(rows[0]?.old).toBeNull()
})

test('requests wait while a database takes no connections', async () => {
  await outside('ALTER DATABASE fake_volume ALLOW_CONNECTIONS false')
  await cutAll('fake_volume')
  const asked = backend()
  await new Promise((done) => setTimeout(done, 200))
  await outside('ALTER DATABASE fake_volume ALLOW_CONNECTIONS true')
  expect(await asked).toBeGreaterThan(0)
})

test('exclusive work meets no connection of this process, and requests wait for it', async () => {
  await backend()
  let asked: Promise<number | undefined> = Promise.resolve(undefined)
  const order: string[] = []
  await databases.exclusively('fake_volume', async (admin) => {
    asked = backend().finally(() => order.push('request'))
    await admin.query('CREATE DATABASE copied TEMPLATE fake_volume')
    order.push('copy')
  })
  expect(await asked).toBeGreaterThan(0)
  expect(order).toEqual(['copy', 'request'])
})

test('exclusive work waits for requests under way, and its failure lets the next through', async () => {
  const slow = databases.database('fake_volume').query('SELECT pg_sleep(0.2)')
  const failed = databases.exclusively('fake_volume', () => Promise.reject(new Error('no')))
  await expect(failed).rejects.toThrow('no')
  await slow
  expect(await databases.exclusively('fake_volume', () => Promise.resolve('next'))).toBe('next')
  expect(await backend()).toBeGreaterThan(0)
})

test('wide integers and timestamps keep every digit', async () => {
  const { rows } = await databases
    .database('fake_volume')
    .query(`SELECT 288230376151711745::int8 AS id, '2026-11-23 01:44:17.390931'::timestamp AS at`)
  expect(rows).toEqual([{ id: '288230376151711745', at: '2026-11-23 01:44:17.390931' }])
})

test('an unknown database is told at once', async () => {
  await expect(databases.database('fake_datastack__mat99').query('SELECT 1')).rejects.toMatchObject({
    code: '3D000',
  })
})

test('the layout is whole, and making it again changes nothing', async () => {
  expect(await missingDatabases(fleet.postgres, never)).toEqual([])
  await databases
    .database('fake_volume')
    .query(
      `INSERT INTO analysisversion (datastack, version, time_stamp, status) VALUES ('d', 1, now(), 'AVAILABLE')`,
    )
  await createDatabases(fleet.postgres, never)
  const { rows } = await databases.database('fake_volume').query('SELECT version FROM analysisversion')
  expect(rows).toEqual([{ version: 1 }])
  expect([...databaseNames].sort()).toEqual([
    'annotation',
    'datasets',
    'fake_volume',
    'materialize',
    'staging',
    'template_postgis',
  ])
})

test('registering again moves the datastack to the new port and keeps its row', async () => {
  await registerDatastack(fleet.postgres, 18_149, never)
  expect(await datastackAddress(fleet.postgres, never)).toBe('http://127.0.0.1:18149')
  const { rows } = await databases.database('datasets').query('SELECT id, name FROM datastack')
  expect(rows).toEqual([{ id: 1, name: 'fake_datastack' }])
})
