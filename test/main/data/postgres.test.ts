import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { databaseFailure, isMissingDatabase } from '../../../src/main/data/database-failure'
import { openPostgres, type Postgres } from '../../../src/main/data/postgres'
import { refusal } from './asked'
import { startTestFleet, type TestFleet } from './fleet'

let fleet: TestFleet
let postgres: Postgres
let keeper: Postgres
beforeAll(async () => {
  fleet = await startTestFleet()
  postgres = openPostgres(fleet.connection)
  keeper = openPostgres(fleet.connection, 'keeper')
})
afterAll(async () => {
  await postgres.close()
  await keeper.close()
  await fleet.close()
})

const never = new AbortController().signal
const volume = (signal = never) => postgres.database('fake_volume', signal)
const kept = (signal = never) => keeper.database('fake_volume', signal)
const one = z.object({ one: z.number() })

const connections = async (): Promise<number> => {
  const [row] = await fleet.sql(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'realcave-panel' AND usename = 'realcave_reader'`,
  )
  return Number(row?.['count'])
}

/** Cuts the panel's connections in this state, once there are any; they are gone afterwards. */
const cut = (state: 'active' | 'idle') =>
  vi.waitFor(
    async () => {
      const gone = await fleet.sql(
        `SELECT pg_terminate_backend(pid, 5000) AS gone FROM pg_stat_activity
         WHERE application_name = 'realcave-panel' AND state = '${state}'`,
        'postgres',
      )
      expect(gone).toContainEqual({ gone: true })
    },
    { timeout: 5000, interval: 10 },
  )

test('a read that is cut in the middle is asked again, unseen', async () => {
  const read = volume().read(one, { text: 'SELECT 1 AS one, pg_sleep(1)' })
  await cut('active')
  expect(await read).toEqual([{ one: 1 }])
})

test('a connection cut while idle is never noticed', async () => {
  await volume().read(one, { text: 'SELECT 1 AS one' })
  await cut('idle')
  expect(await volume().read(one, { text: 'SELECT 1 AS one' })).toEqual([{ one: 1 }])
})

test('a write that is cut is not repeated, and its failure says so', async () => {
  await fleet.sql('CREATE TABLE counted (n integer)')
  const write = refusal(kept().write([{ text: 'INSERT INTO counted SELECT 1 FROM pg_sleep(5)' }]))
  await cut('active')
  expect((await write).code).toBe('DATABASE_FAILED')
  expect(await fleet.sql('SELECT * FROM counted')).toEqual([])
})

test('a read is not waited for once its asker has cancelled, nor begun, nor repeated', async () => {
  const stop = new AbortController()
  const under = refusal(volume(stop.signal).read(one, { text: 'SELECT 1 AS one, pg_sleep(1.1)' }))
  await vi.waitFor(async () => {
    expect(
      await fleet.sql(`SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1.1)' AND state = 'active'
      AND pid <> pg_backend_pid()`),
    ).toHaveLength(1)
  })
  stop.abort()
  expect((await under).code).toBe('CANCELLED')
  await cut('active')
  expect((await refusal(volume(stop.signal).readText({ text: 'SELECT 1' }))).code).toBe('CANCELLED')
  // One repeated would be asked a second after the cut.
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect(
    await fleet.sql(
      `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1.1)' AND pid <> pg_backend_pid()`,
    ),
  ).toEqual([])
})

test('a write is seen to its end although its asker has cancelled: nobody would know whether it happened', async () => {
  await fleet.sql('CREATE TABLE finished (n integer)')
  const stop = new AbortController()
  const write = kept(stop.signal).write([{ text: 'INSERT INTO finished SELECT 1 FROM pg_sleep(0.2)' }])
  stop.abort()
  await write
  expect(await fleet.sql('SELECT n FROM finished')).toEqual([{ n: 1 }])
})

test('several writes happen together or not at all', async () => {
  await fleet.sql('CREATE TABLE together (n integer PRIMARY KEY)')
  const twice = [{ text: 'INSERT INTO together VALUES (1)' }, { text: 'INSERT INTO together VALUES (1)' }]
  expect((await refusal(kept().write(twice))).code).toBe('DATABASE_FAILED')
  expect(await fleet.sql('SELECT * FROM together')).toEqual([])
  await kept().write([{ text: 'INSERT INTO together VALUES ($1)', values: [2] }])
  expect(await fleet.sql('SELECT * FROM together')).toEqual([{ n: 2 }])
})

test('few connections, and none a moment after the last read', async () => {
  await Promise.all(
    Array.from({ length: 20 }, () => volume().read(one, { text: 'SELECT 1 AS one, pg_sleep(0.01)' })),
  )
  expect(await connections()).toBeLessThanOrEqual(2)
  await expect.poll(connections, { timeout: 10_000 }).toBe(0)
})

test('a database that is not there is told from a server that is not there', async () => {
  const missing = postgres.database('fake_datastack__mat99', never).read(one, { text: 'SELECT 1 AS one' })
  const error: unknown = await missing.catch((reason: unknown) => reason)
  expect(isMissingDatabase(error)).toBe(true)

  const unused = createServer()
  const port = await new Promise<number>((resolve) => {
    unused.listen(0, '127.0.0.1', () => {
      const address = unused.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  await new Promise((resolve) => unused.close(resolve))
  const nowhere = openPostgres({ ...fleet.connection, postgres: { ...fleet.connection.postgres, port } })
  const info = await refusal(nowhere.database('fake_volume', never).read(one, { text: 'SELECT 1 AS one' }))
  expect(info).toMatchObject({ code: 'DATABASE_FAILED', fix: 'Start the fleet: PostgreSQL is a part of it.' })
  await nowhere.close()
})

test.each([
  ['53100', 'DISK_FULL'],
  ['57014', 'TIMED_OUT'],
  ['22003', 'BAD_INPUT'],
  ['57P01', 'DATABASE_FAILED'],
  ['XX000', 'DATABASE_FAILED'],
])('the state %s is a failure %s with something to do', (state, code) => {
  const { info } = databaseFailure(
    Object.assign(new Error('as PostgreSQL says'), { code: state }),
    'fake_volume',
  )
  expect(info.code).toBe(code)
  expect(info.why).toBe('as PostgreSQL says.')
  expect(info.fix).not.toBe('')
})
