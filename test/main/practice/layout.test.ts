import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabases, type PostgresSettings } from '../../../src/main/practice/databases'
import {
  createDatabases,
  datastackAddress,
  missingDatabases,
  registerDatastack,
} from '../../../src/main/practice/layout'
import { startPracticeForTest, type PracticeForTest } from '../../support/practice'

const column = z.tuple([z.string(), z.string(), z.boolean(), z.string().nullable()])
const table = z.object({ columns: z.array(column), indexes: z.array(z.string()) })
const recording = z.record(z.string(), table)

let fleet: PracticeForTest
let databases: ReturnType<typeof openDatabases>

beforeAll(async () => {
  fleet = await startPracticeForTest()
  databases = openDatabases(fleet.postgres)
})
afterAll(async () => {
  await databases.close()
  await fleet.stop()
})

const recorded = async (name: string): Promise<z.infer<typeof recording>> => {
  const text = await readFile(join(resolve(import.meta.dirname), 'layout.recorded.json'), 'utf8')
  return recording.parse(z.record(z.string(), z.unknown()).parse(JSON.parse(text))[name])
}

const observed = async (database: string, name: string): Promise<z.infer<typeof table>> => {
  const pool = databases.database(database)
  const columns = await pool.query<{ row: unknown }>(
    `SELECT json_build_array(column_name, udt_name, is_nullable = 'YES', column_default) AS row
     FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position`,
    [name],
  )
  const indexes = await pool.query<{ indexname: string }>(
    `SELECT indexname FROM pg_indexes WHERE tablename = $1 AND schemaname = 'public' ORDER BY indexname`,
    [name],
  )
  return table.parse({
    columns: columns.rows.map(({ row }) => row),
    indexes: indexes.rows.map(({ indexname }) => indexname),
  })
}

test.each(['datasets', 'fake_volume'])(
  'the tables of %s are those of the genuine fleet',
  async (database) => {
    const expected = await recorded(database)
    expect(Object.keys(expected).length).toBeGreaterThan(4)
    for (const [name, described] of Object.entries(expected))
      expect({ name, ...(await observed(database, name)) }).toEqual({ name, ...described })
  },
)

test.each(['annotation', 'materialize', 'staging'])('%s holds the same tables, empty', async (database) => {
  for (const name of Object.keys(await recorded('fake_volume'))) {
    expect(await observed(database, name)).toEqual(await observed('fake_volume', name))
    expect((await databases.database(database).query(`SELECT * FROM ${name}`)).rows).toEqual([])
  }
})

const port = 18_000
const looks = {
  missingDatabases: (settings: PostgresSettings, signal: AbortSignal) => missingDatabases(settings, signal),
  createDatabases: (settings: PostgresSettings, signal: AbortSignal) => createDatabases(settings, signal),
  datastackAddress: (settings: PostgresSettings, signal: AbortSignal) => datastackAddress(settings, signal),
  registerDatastack: (settings: PostgresSettings, signal: AbortSignal) =>
    registerDatastack(settings, port, signal),
} as const

test.each(Object.entries(looks))(
  '%s ends with the cancel, also while a server is silent',
  async (_, look) => {
    const server = createServer({ allowHalfOpen: true })
    const asked = once(server, 'connection')
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const silent = typeof address === 'object' && address !== null ? address.port : 0
    const stop = new AbortController()
    const ended = look({ ...fleet.postgres, port: silent }, stop.signal)
    const [socket] = z.tuple([z.instanceof(Socket)]).parse(await asked)
    stop.abort()
    await expect(ended).rejects.toBe(stop.signal.reason)
    socket.destroy()
    server.close()
  },
)

test('a cancel ends the wait for a lock', async () => {
  const stop = new AbortController()
  const locks = () =>
    databases
      .database('datasets')
      .query("SELECT FROM pg_locks WHERE relation = 'datastack'::regclass AND NOT granted")
  await databases.database('datasets').transaction(async (session) => {
    await session.query('LOCK TABLE datastack IN ACCESS EXCLUSIVE MODE')
    const ended = registerDatastack(fleet.postgres, port, stop.signal)
    await expect.poll(async () => (await locks()).rowCount).toBe(1)
    stop.abort()
    await expect(ended).rejects.toBe(stop.signal.reason)
  })
})
