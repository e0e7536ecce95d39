import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openData, type Data } from '../../../src/main/data/data'
import { Failure } from '../../../src/shared/errors'
import type { Change } from '../../../src/main/data/changes'
import { createTable, openTestData, pointHex, signal, type Opened } from './asked'
import { recordVersion } from './snapshots'

let opened: Opened
let data: Data
let stop: AbortController
beforeAll(async () => {
  opened = await openTestData()
})
beforeEach(() => {
  data = openData(() => Promise.resolve(opened.fleet.connection))
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await data.close()
})
afterAll(() => opened.close())

/** What was pushed so far, and a wait for what must come. */
const watch = (watched = data) => {
  const seen: Change[] = []
  const ended = (async () => {
    for await (const change of watched['data.changes'](undefined, stop.signal)) seen.push(change)
  })()
  const until = async (
    meant: (change: Change) => boolean,
    since = 0,
    milliseconds = 5000,
  ): Promise<Change> => {
    const limit = Date.now() + milliseconds
    for (;;) {
      const found = seen.slice(since).find(meant)
      if (found !== undefined) return found
      if (Date.now() > limit) throw new Error(`it did not come; what came: ${JSON.stringify(seen)}`)
      await pause(2)
    }
  }
  return { seen, until, ended }
}

/** As every materialization and every reset begins. */
const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'fake_volume' AND pid <> pg_backend_pid()`

const insert = (table: string) =>
  opened.fleet.sql(
    `INSERT INTO "${table}" (created, valid, pt_position, tag) VALUES (now(), true, '${pointHex}', 'x')`,
  )

const installed = () =>
  opened.fleet.sql(`SELECT tgname FROM pg_trigger WHERE tgname LIKE 'realcave%' ORDER BY 1`)

const listeners = () =>
  opened.fleet.sql(
    `SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN realcave' AND datname = 'fake_volume'`,
  )

test('a change of a row is told within 150 ms, with its table and nothing else', async () => {
  await createTable(data, 'rows')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const times: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const since = seen.length
    const started = performance.now()
    await insert('rows')
    expect(await until(() => true, since)).toEqual({ tables: ['rows'], everything: false, versions: false })
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  expect(times[18]).toBeLessThan(150)
})

test('tables made later, edits through CAVE, deletions and truncations are told as well', async () => {
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  await createTable(data, 'made_later')
  await until(({ tables }) => tables.includes('made_later'))
  const { ids } = await data['annotations.add'](
    { table: 'made_later', annotations: [{ pt: [1, 2, 3], tag: 'a' }] },
    signal,
  )
  await pause(100)
  for (const work of [
    () => data['annotations.edit']({ table: 'made_later', id: '1', fields: { tag: 'b' } }, signal),
    () => data['annotations.delete']({ table: 'made_later', ids }, signal),
    () => opened.fleet.sql('TRUNCATE made_later'),
  ]) {
    const since = seen.length
    await work()
    expect(await until(({ tables }) => tables.includes('made_later'), since)).toMatchObject({
      everything: false,
    })
    await pause(100)
  }
})

test('versions are told apart from rows', async () => {
  const { until } = watch()
  await until(({ everything }) => everything)
  await recordVersion(opened.fleet, 1)
  expect(await until(({ versions }) => versions)).toEqual({ tables: [], everything: false, versions: true })
})

test('a burst becomes few changes', async () => {
  await createTable(data, 'burst')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  await opened.fleet.sql(Array.from({ length: 300 }, () => `UPDATE burst SET tag = 'x'`).join(';'))
  await until(({ tables }) => tables.includes('burst'))
  await pause(100)
  expect(seen.length).toBeLessThan(6)
})

test('a table whose name is hostile is watched under that name', async () => {
  const name = `a"b'; DROP TABLE analysisversion; --`
  const quoted = `"${name.replaceAll('"', '""')}"`
  const { until } = watch()
  await until(({ everything }) => everything)
  await opened.fleet.sql(`CREATE TABLE ${quoted} (id bigint PRIMARY KEY, superceded_id bigint)`)
  await opened.fleet.sql(`INSERT INTO ${quoted} VALUES (1, NULL)`)
  expect((await until(({ tables }) => tables.includes(name))).tables).toEqual([name])
})

test('after a cut it comes back within two seconds and says that everything may have changed', async () => {
  await createTable(data, 'cut')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const since = seen.length
  const started = Date.now()
  await opened.fleet.sql(cut, 'postgres')
  await until(({ everything }) => everything, since)
  // Who cut it gets the database for itself for a second.
  expect(Date.now() - started).toBeGreaterThan(900)
  expect(Date.now() - started).toBeLessThan(2500)
  await insert('cut')
  await until(({ tables }) => tables.includes('cut'), since)
})

test('a materialization while somebody watches succeeds, and the watch goes on', async () => {
  await createTable(data, 'frozen')
  await data['annotations.add']({ table: 'frozen', annotations: [{ pt: [600, 100, 10], tag: 'a' }] }, signal)
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const since = seen.length
  await fetch(
    `${opened.fleet.connection.address}/materialize/api/v2/materialize/run/complete_workflow/datastack/fake_datastack?days_to_expire=5&merge_tables=true`,
    { method: 'POST' },
  )
  await until(({ versions }) => versions, since)
  // It cuts every connection to the volume, so what happened meanwhile is not known.
  await until(({ everything }) => everything, since)
  const made = () => data['versions.list'](undefined, signal)
  const limit = Date.now() + 5000
  while ((await made()).some(({ status }) => status === 'RUNNING') && Date.now() < limit) await pause(50)
  const newest = (await made()).at(-1)
  expect(newest?.status).toBe('AVAILABLE')
  expect(newest?.tables).toContainEqual({ name: 'frozen', rows: 1 })
  await insert('frozen')
  expect(await until(({ tables }) => tables.includes('frozen'), since)).toBeDefined()
})

test('the triggers in a copy of the volume say nothing and hinder nobody', async () => {
  await createTable(data, 'copied')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const since = seen.length
  await opened.fleet.sql(cut, 'postgres')
  await opened.fleet.sql('CREATE DATABASE a_copy TEMPLATE fake_volume', 'postgres')
  await until(({ everything }) => everything, since)
  await opened.fleet.sql(
    `INSERT INTO copied (created, valid, tag) VALUES (now(), true, 'x'); DROP TABLE copied CASCADE;
     CREATE TABLE merged (id bigint, superceded_id bigint); INSERT INTO merged VALUES (1, 1)`,
    'a_copy',
  )
  await insert('copied')
  expect(await until(({ tables }) => tables.length > 0, since)).toMatchObject({ tables: ['copied'] })
})

test('databases exchanged by a reset are watched from then on', async () => {
  await createTable(data, 'exchanged')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const admin = (text: string) => opened.fleet.sql(text, 'postgres')
  await admin(cut)
  await admin('CREATE DATABASE golden TEMPLATE fake_volume')
  await admin('DROP DATABASE fake_volume WITH (FORCE)')
  await admin('ALTER DATABASE golden RENAME TO fake_volume')
  // A golden copy from before any panel ever watched has no triggers.
  await opened.fleet.sql('DROP EVENT TRIGGER realcave_new_tables; DROP SCHEMA realcave CASCADE')
  expect(await installed()).toEqual([])
  const since = seen.length
  await until(({ everything }) => everything, since)
  expect((await installed()).length).toBeGreaterThan(4)
  await insert('exchanged')
  await until(({ tables }) => tables.includes('exchanged'), since)
})

test('however many watch, one connection listens; the last one to go ends it', async () => {
  const first = watch()
  const second = watch()
  await Promise.all([
    first.until(({ everything }) => everything),
    second.until(({ everything }) => everything),
  ])
  const late = watch()
  await late.until(({ everything }) => everything)
  expect(await listeners()).toHaveLength(1)
  stop.abort()
  await Promise.all([first.ended, second.ended, late.ended])
  expect(await listeners()).toEqual([])
})

test('a fleet that is down now is found once it is up', async () => {
  let up = false
  const waiting = openData(() =>
    up
      ? Promise.resolve(opened.fleet.connection)
      : Promise.reject(
          new Failure({ code: 'FLEET_DOWN', what: 'Down.', why: 'Not started.', fix: 'Start it.' }),
        ),
  )
  const { until, seen } = watch(waiting)
  await pause(100)
  expect(seen).toEqual([])
  up = true
  await until(({ everything }) => everything)
  await waiting.close()
})

test('two panels that start to watch at the same moment do not collide', async () => {
  const other = openData(() => Promise.resolve(opened.fleet.connection))
  const watches = [watch(), watch(other)]
  // Sooner than a second try would come.
  const first = watches.map(({ until }) => until(({ everything }) => everything, 0, 900))
  expect(await Promise.all(first)).toHaveLength(2)
  await other.close()
})
