import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { clearLeftovers, databases, drop } from '../../../../src/main/fleet/database-copies'
import { isLeftover } from '../../../../src/main/fleet/database-names'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import { annotationTable } from '../../../../src/main/fleet/steps/annotation-table'
import { firstVersion } from '../../../../src/main/fleet/steps/first-version'
import { goldenCopies } from '../../../../src/main/fleet/steps/golden-copies'
import { leftovers } from '../../../../src/main/fleet/steps/leftovers'
import type { Report, Step } from '../../../../src/main/orchestrator/step'
import { fakeCave, type FakeAnswer } from '../fake-cave'
import { fakeFleet } from '../fake-fleet'
import { addTable, addVersion, stagePostgres, type StagedPostgres } from '../staged-postgres'

/** The steps that both fleets share, on real databases; the services are what a test says. */
let postgres: StagedPostgres
const never = new AbortController().signal
const report: Report = { detail: () => undefined, progress: () => undefined, log: () => undefined }

beforeAll(async () => {
  postgres = await stagePostgres()
})
afterAll(() => postgres.stop())
afterEach(async () => {
  await postgres.services.with('postgres', never, async (admin) => {
    for (const { name } of await databases(admin)) if (/__mat\d+$/.test(name)) await drop(admin, name)
  })
  await live(
    'drop table if exists my_cave_table',
    'delete from annotation_table_metadata',
    'delete from analysisversion',
  )
})

const live = (...statements: readonly string[]): Promise<void> =>
  postgres.services.with('fake_volume', never, async (session) => {
    for (const statement of statements) await session.run(statement)
  })

const fill = (): Promise<void> =>
  postgres.services.with('fake_volume', never, (session) =>
    addTable(session, 'my_cave_table', ['cell A', 'cell B']),
  )

interface Asked {
  readonly method: string
  readonly path: string
}

/** A fleet on these databases whose services do what `serve` says, and what they were asked. */
const serving = async (
  serve: (asked: Asked) => FakeAnswer | Promise<FakeAnswer>,
): Promise<{ fleet: Fleet; asked: Asked[] }> => {
  const asked: Asked[] = []
  const cave = await fakeCave(({ method = '', url = '' }) => {
    const one = { method, path: url }
    asked.push(one)
    return serve(one)
  })
  const connection = { ...cave, postgres: postgres.connection.postgres }
  return { fleet: fakeFleet({ address: cave.address, connection: async () => connection }), asked }
}

const nothing = () => serving(() => ({ status: 500, json: { message: 'not asked for' } }))
const holds = async (step: Step<Fleet>, fleet: Fleet): Promise<boolean> =>
  (await step.probe(fleet, never)).holds

const table = annotationTable([])

test('the table holds once its rows are there, and whatever became of them', async () => {
  const { fleet } = await nothing()
  expect(await table.probe(fleet, never)).toMatchObject({
    holds: false,
    detail: 'There is no table my_cave_table.',
  })
  await fill()
  expect(await holds(table, fleet)).toBe(true)
  await live(`update my_cave_table set deleted = now(), valid = false`)
  expect(await holds(table, fleet)).toBe(true)
  await live(`update annotation_table_metadata set deleted = now()`)
  expect(await table.probe(fleet, never)).toMatchObject({
    holds: true,
    detail: expect.stringContaining('was deleted'),
  })
})

test('a table without a row is one that was never filled: only its annotations are asked for', async () => {
  await fill()
  await live('delete from my_cave_table')
  const { fleet, asked } = await serving(() => ({ json: [1, 2] }))
  expect(await holds(table, fleet)).toBe(false)
  await table.act(fleet, report, never)
  expect(asked).toEqual([
    { method: 'POST', path: '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations' },
  ])
})

test('ids that a failed insert has used up are given again, so that the annotations are 1 and 2', async () => {
  await fill()
  await live('delete from my_cave_table')
  const { fleet } = await serving(() => ({ json: [] }))
  await table.act(fleet, report, never)
  await live(`insert into my_cave_table (created, valid, tag) values (now(), true, 'first')`)
  const ids = await postgres.services.with('fake_volume', never, (session) =>
    session.rows(z.object({ id: z.string() }), 'select id from my_cave_table'),
  )
  expect(ids).toEqual([{ id: '1' }])
})

test('an insert that answers 500 and yet has stored its rows is one that succeeded', async () => {
  await fill()
  await live('delete from my_cave_table')
  const { fleet } = await serving(async () => {
    await live(`insert into my_cave_table (created, valid, tag) values (now(), true, 'cell A')`)
    return { status: 500, json: { message: 'HTTPConnectionPool(host=127.0.0.1): Connection refused' } }
  })
  await table.act(fleet, report, never)
  expect(await holds(table, fleet)).toBe(true)
})

test('an insert that is refused and has stored nothing fails with the words of the service', async () => {
  await fill()
  await live('delete from my_cave_table')
  const { fleet } = await serving(() => ({
    status: 500,
    json: { message: '422 Unprocessable Entity: no pt' },
  }))
  await expect(table.act(fleet, report, never)).rejects.toMatchObject({
    info: { code: 'CAVE_REFUSED', why: 'no pt' },
  })
})

test('a fleet without databases has no step that holds, and says that it is down', async () => {
  const down = fakeFleet()
  for (const step of [table, firstVersion([]), goldenCopies([]), leftovers([])])
    await expect(step.probe(down, never)).rejects.toMatchObject({ info: { code: 'FLEET_DOWN' } })
})

test('a first version is one that can be opened: one that runs, failed or lost its database is none', async () => {
  const step = firstVersion([])
  const { fleet } = await nothing()
  expect(await holds(step, fleet)).toBe(false)
  await addVersion(postgres, 1, 'RUNNING')
  await addVersion(postgres, 2, 'FAILED')
  expect(await holds(step, fleet)).toBe(false)
  await live(`insert into analysisversion (datastack, version, time_stamp, valid, status, is_merged)
    values ('fake_datastack', 3, now(), true, 'AVAILABLE', true)`)
  expect(await holds(step, fleet)).toBe(false)
  await addVersion(postgres, 4)
  expect(await step.probe(fleet, never)).toEqual({ holds: true, detail: 'Version 4 is the newest of 1.' })
})

test('runs that died before the first version do not use up its number', async () => {
  const step = firstVersion([])
  await addVersion(postgres, 1, 'RUNNING')
  await addVersion(postgres, 2, 'FAILED')
  await postgres.services.with('postgres', never, (admin) =>
    admin.run('create database fake_datastack__mat2 template fake_volume'),
  )
  const did: string[] = []
  const versions = async (): Promise<unknown> =>
    postgres.services.with('fake_volume', never, (session) =>
      session.rows(
        z.object({ version: z.number(), status: z.string() }),
        'select version, status::text from analysisversion order by version',
      ),
    )
  const { fleet } = await serving(async ({ method, path }) => {
    if (method === 'POST') {
      did.push('asked')
      await addVersion(postgres, 1)
      return { json: 200 }
    }
    return { json: path.includes('expired=True') ? await versions() : {} }
  })
  const repairing = { ...fleet, repairWorker: async () => void did.push('repaired') }
  await step.act(repairing, report, never)
  expect(did).toEqual(['repaired', 'asked'])
  expect(await step.probe(fleet, never)).toEqual({ holds: true, detail: 'Version 1 is the newest of 1.' })
})

test('a run that comes to its end while its worker is freed has made the first version', async () => {
  const step = firstVersion([])
  await addVersion(postgres, 1, 'RUNNING')
  const { fleet, asked } = await nothing()
  const repairWorker = async (): Promise<void> => {
    await live('delete from analysisversion')
    await addVersion(postgres, 1)
  }
  let settled = 0
  const settle = async (): Promise<void> => void (settled += 1)
  await step.act({ ...fleet, repairWorker, settle }, report, never)
  expect({ asked, settled }).toEqual({ asked: [], settled: 1 })
  expect(await holds(step, fleet)).toBe(true)
})

test('golden copies need a version; made, they hold', async () => {
  const step = goldenCopies([])
  const { fleet } = await nothing()
  await expect(step.act(fleet, report, never)).rejects.toMatchObject({ info: { code: 'NOT_FOUND' } })
  await fill()
  await addVersion(postgres, 5)
  await step.act(fleet, report, never)
  expect(await step.probe(fleet, never)).toMatchObject({
    holds: true,
    detail: expect.stringMatching(/version 5\.$/),
  })
  const updated = { ...fleet, layoutImages: { mat: 'materializationengine:v6' } }
  expect(await step.probe(updated, never)).toMatchObject({
    holds: true,
    detail: expect.stringContaining('They do not fit the services that run now.'),
  })
})

test('what a killed work left is named, cleared once, and nothing else is touched', async () => {
  const step = leftovers([])
  const { fleet } = await nothing()
  expect(await holds(step, fleet)).toBe(true)
  await postgres.services.with('postgres', never, async (admin) => {
    await admin.run('create database realcave_building__fake_volume')
    await admin.run('create database realcave_old__fake_datastack__mat9')
    await admin.run('create database the_users_own')
    await admin.run('alter database fake_volume allow_connections false')
  })
  expect(await step.probe(fleet, never)).toMatchObject({
    holds: false,
    detail: expect.stringMatching(
      /fake_volume.*realcave_building__fake_volume.*realcave_old__fake_datastack__mat9/,
    ),
  })
  let unsettled = 0
  const unsettle = async (): Promise<void> => void (unsettled += 1)
  await step.act({ ...fleet, unsettle }, report, never)
  // Whoever was connected to the volume, which was shut, is not any more.
  expect(unsettled).toBe(1)
  expect(await holds(step, fleet)).toBe(true)
  const names = (await postgres.services.with('postgres', never, databases)).map(({ name }) => name)
  expect(names.filter(isLeftover)).toEqual([])
  expect(names).toEqual(expect.arrayContaining(['the_users_own', 'fake_volume']))
  expect(await clearLeftovers(postgres.sessions, postgres.connection, never)).toEqual({ cleared: [] })
})
