import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openData, type Data } from '../../../src/main/data/data'
import { openChanges, type Change, type Changes } from '../../../src/main/data/changes'
import { Failure, toFailure, type ErrorInfo } from '../../../src/shared/errors'
import { freePort } from '../../support/free-port'
import { createTable, openTestData, pointHex, signal, type Opened } from './asked'
import { recordVersion } from './snapshots'

let opened: Opened
let data: Data
let stop: AbortController
beforeAll(async () => {
  opened = await openTestData()
  await createTable(opened.data, 'last')
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
  const until = (meant: (change: Change) => boolean, since = 0): Promise<Change> =>
    vi.waitFor(
      () => {
        const found = seen.slice(since).find(meant)
        if (found === undefined) throw new Error(`it did not come; what came: ${JSON.stringify(seen)}`)
        return found
      },
      { timeout: 10_000, interval: 2 },
    )
  /** All that a work made come. Notices arrive in the order of their commits: once this one is here, so are the others. */
  const after = async (work: () => Promise<unknown>): Promise<readonly Change[]> => {
    const since = seen.length
    await work()
    await insert('last')
    await until(({ tables }) => tables.includes('last'), since)
    return seen.slice(since)
  }
  return { seen, until, after, ended }
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

test('a change of a row is told with its table and nothing else, each time', async () => {
  await createTable(data, 'rows')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  for (let round = 0; round < 3; round += 1) {
    const since = seen.length
    await insert('rows')
    expect(await until(() => true, since)).toEqual({ tables: ['rows'], everything: false, versions: false })
  }
})

test('tables made later, edits through CAVE, deletions and truncations are told as well', async () => {
  const { until, after } = watch()
  await until(({ everything }) => everything)
  const annotations = [{ pt: [1, 2, 3], tag: 'a' }]
  for (const work of [
    () => createTable(data, 'made_later'),
    () => data['annotations.add']({ table: 'made_later', annotations }, signal),
    () => data['annotations.edit']({ table: 'made_later', id: '1', fields: { tag: 'b' } }, signal),
    () => data['annotations.delete']({ table: 'made_later', ids: ['2'] }, signal),
    () => opened.fleet.sql('TRUNCATE made_later'),
  ]) {
    const changes = await after(work)
    expect(changes.flatMap(({ tables }) => tables)).toContain('made_later')
    expect(changes.filter(({ everything }) => everything)).toEqual([])
  }
})

test('versions are told apart from rows', async () => {
  const { until } = watch()
  await until(({ everything }) => everything)
  await recordVersion(opened.fleet, 1)
  expect(await until(({ versions }) => versions)).toEqual({ tables: [], everything: false, versions: true })
})

test('a burst of many commits becomes few changes', async () => {
  await createTable(data, 'burst')
  const { until, after } = watch()
  await until(({ everything }) => everything)
  // Each commit is a notice of its own; PostgreSQL folds only those of one transaction.
  const commits = `DO $$ BEGIN
    PERFORM set_config('synchronous_commit', 'off', false);
    FOR i IN 1..2000 LOOP UPDATE burst SET tag = 'x'; COMMIT; END LOOP;
  END $$`
  const changes = await after(() => opened.fleet.sql(commits))
  expect(changes.flatMap(({ tables }) => tables)).toContain('burst')
  expect(changes.length).toBeLessThan(1000)
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

test('after a cut it comes back by itself and says that everything may have changed', async () => {
  await createTable(data, 'cut')
  const { until, seen } = watch()
  await until(({ everything }) => everything)
  const since = seen.length
  await opened.fleet.sql(cut, 'postgres')
  await until(({ everything }) => everything, since)
  await insert('cut')
  expect((await until(({ tables }) => tables.length > 0, since)).tables).toEqual(['cut'])
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
  const newest = await vi.waitFor(
    async () => {
      const version = (await data['versions.list'](undefined, signal)).at(-1)
      expect(version?.status).toBe('AVAILABLE')
      return version
    },
    { timeout: 10_000 },
  )
  expect(newest?.tables).toContainEqual({ name: 'frozen', rows: 1 })
  await insert('frozen')
  expect(await until(({ tables }) => tables.includes('frozen'), since)).toBeDefined()
})

test('who cuts the volume gets it for itself; the triggers in its copy say nothing and hinder nobody', async () => {
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
  let asked = 0
  const waiting = openData(async () => {
    asked += 1
    if (up) return opened.fleet.connection
    throw new Failure({ code: 'FLEET_DOWN', what: 'Down.', why: 'Not started.', fix: 'Start it.' })
  })
  const { until, seen } = watch(waiting)
  await vi.waitFor(() => expect(asked).toBeGreaterThan(0))
  expect(seen).toEqual([])
  up = true
  await until(({ everything }) => everything)
  await waiting.close()
})

/** Watches until it ends; what it was told, and the failure. */
const watchToTheEnd = async (changes: Changes): Promise<{ seen: readonly Change[]; error: ErrorInfo }> => {
  const seen: Change[] = []
  try {
    for await (const change of changes.watch(stop.signal)) seen.push(change)
  } catch (error) {
    return { seen, error: toFailure(error).info }
  }
  throw new Error('it ended without a failure')
}

const nextOf = async (changes: Changes): Promise<Change> => {
  for await (const change of changes.watch(stop.signal)) return change
  throw new Error('it ended without a change')
}

const everything: Change = { tables: [], everything: true, versions: false }

test('a password that stays wrong is told to all who watch, and whoever watches again tries again', async () => {
  const { connection } = opened.fleet
  let password = 'wrong'
  const changes = openChanges(async () => ({
    ...connection,
    postgres: { ...connection.postgres, password },
  }))
  for (const { seen, error } of await Promise.all([watchToTheEnd(changes), watchToTheEnd(changes)])) {
    expect(seen).toEqual([])
    expect(error).toEqual({
      code: 'DATABASE_FAILED',
      what: 'Changes are not told as they happen.',
      why: expect.stringContaining('password authentication failed'),
      fix: expect.stringContaining('start it again'),
    })
  }
  password = connection.postgres.password
  expect(await nextOf(changes)).toEqual(everything)
  await changes.close()
})

test('a database that is missing and stays so is told with what makes it', async () => {
  const changes = openChanges(async () => ({ ...opened.fleet.connection, alignedVolume: 'not_there' }))
  const { error } = await watchToTheEnd(changes)
  expect(error).toMatchObject({
    code: 'NOT_FOUND',
    why: 'database "not_there" does not exist.',
    fix: expect.stringContaining('"up"'),
  })
})

test('what passes within a few tries is not told', async () => {
  let asked = 0
  const changes = openChanges(async () => {
    asked += 1
    return asked < 3 ? { ...opened.fleet.connection, alignedVolume: 'not_there' } : opened.fleet.connection
  })
  expect(await nextOf(changes)).toEqual(everything)
  expect(asked).toBe(3)
  await changes.close()
})

test('a server that is away is waited for, but not in silence for ever', async () => {
  const { connection } = opened.fleet
  const postgres = { ...connection.postgres, port: await freePort() }
  let asked = 0
  const source = async () => {
    asked += 1
    return { ...connection, postgres }
  }
  const { error } = await watchToTheEnd(openChanges(source, { tries: 1, milliseconds: 1500 }))
  expect(error).toMatchObject({
    code: 'DATABASE_FAILED',
    why: expect.stringContaining('ECONNREFUSED'),
    fix: expect.stringContaining('Start the fleet'),
  })
  expect(asked).toBeGreaterThan(1)
})

test('two panels that start to watch at the same moment do not collide', async () => {
  const tries = [0, 0]
  const panels = tries.map((_, panel) =>
    openData(async () => {
      tries[panel] = (tries[panel] ?? 0) + 1
      return opened.fleet.connection
    }),
  )
  await Promise.all(panels.map((panel) => watch(panel).until(({ everything }) => everything)))
  // One that had collided would have had to come back.
  expect(tries).toEqual([1, 1])
  await Promise.all(panels.map((panel) => panel.close()))
})
