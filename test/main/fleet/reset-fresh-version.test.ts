import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Connection } from '../../../src/main/data/connection'
import { databases, drop } from '../../../src/main/fleet/database-copies'
import { isLive } from '../../../src/main/fleet/database-names'
import type { GoldenWork } from '../../../src/main/fleet/golden'
import { resetLive } from '../../../src/main/fleet/reset'
import { clearNote, readNote, writeNote } from '../../../src/main/fleet/reset-note'
import type { Sessions } from '../../../src/main/fleet/sessions'
import { resetFinished } from '../../../src/main/fleet/steps/reset-finished'
import { dyingSessions } from './dying-sessions'
import { fakeCave } from './fake-cave'
import { fakeFleet } from './fake-fleet'
import { addTable, addVersion, stagePostgres, type StagedPostgres } from './staged-postgres'

/** A reset of the live table: its rows, then a version of them. */
let postgres: StagedPostgres
const signal = new AbortController().signal
const quiet = () => undefined
const finished = resetFinished([])
const report = { detail: quiet, progress: quiet, log: quiet }

beforeAll(async () => {
  postgres = await stagePostgres()
  await postgres.services.with('fake_volume', signal, (live) =>
    addTable(live, 'my_cave_table', ['cell A', 'cell B']),
  )
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  await addVersion(postgres, 1)
  await edit()
})
afterEach(async () => {
  await clearNote(workAt(postgres.connection))
  await postgres.sessions.with('postgres', signal, async (admin) => {
    for (const { name } of await databases(admin))
      if (isLive(postgres.connection, name) && name !== 'fake_volume') await drop(admin, name)
  })
  await postgres.services.with('fake_volume', signal, (live) => live.run('delete from analysisversion'))
})

const workAt = (connection: Connection, sessions: Sessions = postgres.sessions): GoldenWork => ({
  sessions,
  connection,
  signal,
})

const edit = () =>
  postgres.services.with('fake_volume', signal, (live) =>
    live.run(`update my_cave_table set tag = 'edited' where id = 1`),
  )
const tag = () =>
  postgres.services.with('fake_volume', signal, async (live) => {
    const rows = await live.rows(z.object({ tag: z.string() }), 'select tag from my_cave_table where id = 1')
    return rows[0]?.tag
  })

/** Services that make the next version as soon as it is asked for, or refuse to. */
const services = async (makes: () => boolean) => {
  let newest = 1
  const cave = await fakeCave(async ({ method }) => {
    if (method === 'POST') {
      if (!makes()) return { status: 500, json: { message: 'no worker' } }
      newest += 1
      await addVersion(postgres, newest)
      return { json: 200 }
    }
    return {
      json: Array.from({ length: newest }, (_, index) => ({ version: index + 1, status: 'AVAILABLE' })),
    }
  })
  const connection = { ...cave, postgres: postgres.connection.postgres }
  return { connection, fleet: fakeFleet({ connection: async () => connection }), newest: () => newest }
}

test('the rows go, a version of them is made, and nothing is left to do', async () => {
  const { fleet, connection } = await services(() => true)
  expect(await resetLive(fleet, workAt(connection), quiet)).toEqual([1, 2])
  expect(await tag()).toBe('cell A')
  expect(await readNote(workAt(connection))).toBeNull()
})

test('where no worker takes a workflow, no row goes', async () => {
  const { connection } = await services(() => true)
  const fleet = fakeFleet({ freeWorker: () => Promise.reject(new Error('it does not come')) })
  await expect(resetLive(fleet, workAt(connection), quiet)).rejects.toThrow('it does not come')
  expect(await tag()).toBe('edited')
  expect(await readNote(workAt(connection))).toBeNull()
})

test('rows that went without a version that came: the next up makes it', async () => {
  let works = false
  const { fleet, connection } = await services(() => works)
  await expect(resetLive(fleet, workAt(connection), quiet)).rejects.toThrow('no worker')
  expect(await tag()).toBe('cell A')
  expect(await finished.probe(fleet, signal)).toMatchObject({ holds: false })
  works = true
  await finished.act(fleet, report, signal)
  expect(await finished.probe(fleet, signal)).toMatchObject({ holds: true })
  expect((await postgres.services.with('fake_volume', signal, databases)).map(({ name }) => name)).toContain(
    'fake_datastack__mat2',
  )
})

test('a version that somebody has made meanwhile will do', async () => {
  let works = false
  const { fleet, connection, newest } = await services(() => works)
  await expect(resetLive(fleet, workAt(connection), quiet)).rejects.toThrow('no worker')
  await addVersion(postgres, 2)
  works = true
  await finished.act(fleet, report, signal)
  expect(newest()).toBe(1)
  expect(await finished.probe(fleet, signal)).toMatchObject({ holds: true })
})

test('repeated, it makes the one version', async () => {
  let works = false
  const { fleet, connection } = await services(() => works)
  await expect(resetLive(fleet, workAt(connection), quiet)).rejects.toThrow('no worker')
  works = true
  expect(await resetLive(fleet, workAt(connection), quiet)).toEqual([1, 2])
  expect(await finished.probe(fleet, signal)).toMatchObject({ holds: true })
})

test('after a clean reset that was killed, it first does what that had left', async () => {
  const { fleet, connection } = await services(() => true)
  await postgres.services.with('postgres', signal, async (admin) => {
    await writeNote(admin, connection, { reset: 'clean' })
    await admin.run('create database fake_datastack__mat2')
  })
  let cleared = 0
  const clearQueues = async () => void (cleared += 1)
  expect(await resetLive({ ...fleet, clearQueues }, workAt(connection), quiet)).toEqual([1, 2])
  expect(cleared).toBe(1)
})

test('killed between any two statements, the rows are as they were, or the next up makes their version', async () => {
  const { fleet, connection, newest } = await services(() => true)
  const seen = new Set<string>()
  for (let statements = 0; ; statements += 1) {
    await edit()
    const before = newest()
    const dying = dyingSessions(postgres.sessions, statements)
    const end = resetLive(fleet, workAt(connection, dying.sessions), quiet)
    if (
      await end.then(
        () => true,
        () => false,
      )
    )
      break
    const isDone = (await finished.probe(fleet, signal)).holds
    if (!isDone) await finished.act(fleet, report, signal)
    const rows = (await tag()) === 'edited' ? 'rows as they were' : 'rows reset'
    seen.add(`${rows}, ${isDone ? 'nothing to do' : 'finished'}, ${String(newest() - before)} more`)
  }
  expect(seen).toContain('rows as they were, nothing to do, 0 more')
  expect(seen).toContain('rows reset, finished, 1 more')
  expect([...seen].filter((each) => /as they were, finished|reset.* [^1] more/.test(each))).toEqual([])
}, 120_000)
