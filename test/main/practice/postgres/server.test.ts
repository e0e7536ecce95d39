import { Client } from 'pg'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { findBinaries } from '../../../../src/main/practice/postgres/binaries'
import { ensureCluster } from '../../../../src/main/practice/postgres/cluster'
import {
  serverPid,
  startServer,
  stopServer,
  type ServerPlace,
} from '../../../../src/main/practice/postgres/server'
import type { PostgresSettings } from '../../../../src/main/practice/databases'
import { temporaryFolder } from '../../../support/temporary-folder'

let place: ServerPlace
let practice: string
let remove: () => Promise<void>

const program = resolve(import.meta.dirname, '../../../..')

const open = async (home: string): Promise<ServerPlace> => {
  const binaries = await findBinaries(program)
  const { data, credentials } = await ensureCluster(join(home, 'practice'), binaries)
  return { binaries, data, credentials, logFile: join(home, 'practice', 'postgres.log') }
}

const ask = async (settings: PostgresSettings, sql: string): Promise<unknown> => {
  const client = new Client({ ...settings, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows[0] && Object.values(rows[0])[0]
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  const home = await temporaryFolder()
  remove = home.remove
  practice = join(home.folder, 'practice')
  await mkdir(join(practice, 'data.making'), { recursive: true })
  await writeFile(join(practice, 'data.making', 'half'), 'an interrupted start left this')
  place = await open(home.folder)
})

afterAll(async () => {
  await stopServer(place)
  await remove()
})

test('a start after an interrupted one makes a whole cluster, and a second look leaves it alone', async () => {
  const password = place.credentials.password
  expect(password.length).toBeGreaterThanOrEqual(24)
  expect((await open(join(practice, '..'))).credentials.password).toBe(password)
})

test('a start, a second start and a start after a stop reach the same data on the same port', async () => {
  const first = await startServer(place)
  await ask(first, 'CREATE TABLE kept AS SELECT 7 AS value')
  const second = await startServer(place)
  expect(second).toEqual(first)
  await stopServer(place)
  expect(await serverPid(place.data)).toBeUndefined()
  const third = await startServer(place)
  expect(third.port).toBe(first.port)
  expect(await ask(third, 'SELECT value FROM kept')).toBe(7)
})

test('nothing that was committed is lost when the server is killed', async () => {
  const before = await startServer(place)
  await ask(before, 'CREATE TABLE survivors AS SELECT 42 AS value')
  const pid = await serverPid(place.data)
  process.kill(pid ?? 0, 'SIGKILL')
  const after = await startServer(place)
  expect(await serverPid(place.data)).not.toBe(pid)
  expect(await ask(after, 'SELECT value FROM survivors')).toBe(42)
})

test('a lock file whose process is another program does not stop the start', async () => {
  await stopServer(place)
  await writeFile(join(place.data, 'postmaster.pid'), `${String(process.pid)}\n${place.data}\n0\n1\n`)
  const settings = await startServer(place)
  expect(await ask(settings, 'SELECT 1 AS one')).toBe(1)
})

test('a port that another program has taken meanwhile is given up for a free one, which is remembered', async () => {
  const { port } = await startServer(place)
  await stopServer(place)
  const taker = createServer()
  await new Promise<void>((done) => taker.listen(port, '127.0.0.1', done))
  try {
    const moved = await startServer(place)
    expect(moved.port).not.toBe(port)
    expect(await readFile(join(place.data, 'postgresql.conf'), 'utf8')).toContain(
      `port = ${String(moved.port)}`,
    )
    expect(await ask(moved, 'SHOW listen_addresses')).toBe('127.0.0.1')
  } finally {
    taker.close()
  }
})

test('a wrong password is refused', async () => {
  const settings = await startServer(place)
  await expect(ask({ ...settings, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(
    'password authentication failed',
  )
})

test('two clusters run side by side', async () => {
  const other = await temporaryFolder()
  const second = await open(other.folder)
  try {
    const [mine, theirs] = await Promise.all([startServer(place), startServer(second)])
    expect(theirs.port).not.toBe(mine.port)
    await ask(mine, 'CREATE TABLE IF NOT EXISTS only_here (id int)')
    expect(await ask(theirs, "SELECT to_regclass('only_here')")).toBeNull()
  } finally {
    await stopServer(second)
    await other.remove()
  }
})

test('data without its password file is named as such, with what to do', async () => {
  const other = await temporaryFolder()
  await mkdir(join(other.folder, 'practice', 'data'), { recursive: true })
  await expect(open(other.folder)).rejects.toMatchObject({
    info: { code: 'POSTGRES_FAILED', why: expect.stringContaining('realcave.json') },
  })
  await other.remove()
})

test.each([
  ['17', 'older'],
  ['19', 'newer'],
])(
  'data of PostgreSQL %s is refused with the way on, and not a byte of it is touched',
  async (major, which) => {
    const { folder, remove: removeData } = await temporaryFolder('major')
    onTestFinished(removeData)
    await writeFile(join(folder, 'PG_VERSION'), `${major}\n`)
    await writeFile(join(folder, 'postgresql.conf'), 'port = 1\n')
    const contents = () =>
      Promise.all(['PG_VERSION', 'postgresql.conf'].map((name) => readFile(join(folder, name), 'utf8')))
    await expect(startServer({ ...place, data: folder })).rejects.toMatchObject({
      info: {
        code: 'POSTGRES_FAILED',
        what: expect.stringContaining(`PostgreSQL ${major};`),
        why: expect.stringContaining(folder),
        fix: expect.stringMatching(new RegExp(`The ${which} RealCAVE.*down --volumes`)),
      },
    })
    expect(await contents()).toEqual([`${major}\n`, 'port = 1\n'])
    expect((await readdir(folder)).sort()).toEqual(['PG_VERSION', 'postgresql.conf'])
  },
)
