import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openCave } from '../../src/main/data/cave'
import { fleetForTest, never, type FleetForTest } from '../support/fleet'

let fleet: FleetForTest

beforeAll(async () => {
  fleet = await fleetForTest()
  await fleet.controller.up(never)
})
afterAll(() => fleet.stop())
beforeEach(async () => {
  await fleet.controller.clearBaseline(never)
  await fleet.controller.reset(true, never)
})

const tables = '/annotation/api/v2/aligned_volume/fake_volume/table'
const what = 'The test asks.'

const cave = async <T>(
  answer: z.ZodType<T>,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> =>
  openCave(await fleet.controller.connection(never)).ask(answer, { method, path, body, what }, never)

const row = z.object({
  id: z.number(),
  tag: z.string(),
  valid: z.boolean(),
  pt_position: z.array(z.number()),
})

const annotations = async (...ids: readonly number[]) => {
  const found = await cave(
    z.array(row),
    'GET',
    `${tables}/my_cave_table/annotations?annotation_ids=${ids.join(',')}`,
  )
  return found
    .sort((a, b) => a.id - b.id)
    .map(({ id, tag, valid, pt_position }) => [id, tag, valid, pt_position])
}

const versions = () =>
  cave(z.array(z.number()), 'GET', '/materialize/api/v3/datastack/fake_datastack/versions?expired=False')

const first = [
  [1, 'cell A', true, [600, 100, 10]],
  [2, 'cell B', true, [900, 100, 10]],
]

/** What a user does in a session: edits, deletes, makes a table, materializes. */
const work = async (): Promise<void> => {
  const path = `${tables}/my_cave_table/annotations`
  const edited = { id: 1, pt: { position: [600, 100, 10] }, tag: 'my new label' }
  await cave(z.unknown(), 'PUT', path, { annotations: [edited] })
  await cave(z.unknown(), 'DELETE', path, { annotation_ids: [2] })
  await cave(z.unknown(), 'POST', tables, {
    schema_type: 'bound_tag',
    table_name: 'my_own_table',
    metadata: { description: 'mine', voxel_resolution_x: 8, voxel_resolution_y: 8, voxel_resolution_z: 40 },
  })
  await cave(z.unknown(), 'POST', `${tables}/my_own_table/annotations`, {
    annotations: [{ pt: { position: [700, 100, 10] }, tag: 'mine' }],
  })
  await fleet.controller.materialize(never)
}

test('two materializations are two versions', async () => {
  expect(await fleet.controller.materialize(never)).toEqual({ version: 2 })
  expect(await fleet.controller.materialize(never)).toEqual({ version: 3 })
  expect(await versions()).toEqual(expect.arrayContaining([1, 2, 3]))
})

test('reset: two clean annotations with empty history and a fresh version; older versions and own tables stay', async () => {
  await work()
  const plan = await fleet.controller.resetPlan(false, never)
  expect(plan.tables).toEqual([
    { name: 'my_cave_table', rows: 3, fate: 'restored' },
    { name: 'my_own_table', rows: 1, fate: 'kept' },
  ])
  expect(await fleet.controller.reset(false, never)).toEqual({ versions: [1, 2, 3] })
  expect(await annotations(1, 2, 3, 4)).toEqual(first)
  expect(await cave(z.array(z.string()), 'GET', tables)).toEqual(['my_cave_table', 'my_own_table'])
})

test('after a reset the next annotation has id 3, and its supervoxel and root are in the next version', async () => {
  await work()
  await fleet.controller.reset(false, never)
  const ids = await cave(z.array(z.number()), 'POST', `${tables}/my_cave_table/annotations`, {
    annotations: [{ pt: { position: [610, 100, 10] }, tag: 'third' }],
  })
  expect(ids).toEqual([3])
  const { version } = await fleet.controller.materialize(never)
  const frozen = await fleet.sql(`fake_datastack__mat${String(version)}`, (session) =>
    session.rows(
      z.object({ id: z.string(), supervoxel: z.string(), root: z.string() }),
      'select id, pt_supervoxel_id as supervoxel, pt_root_id as root from my_cave_table order by id',
    ),
  )
  expect(frozen).toEqual([
    { id: '1', supervoxel: '72127962782105600', root: '288230376151711745' },
    { id: '2', supervoxel: '72127962782105601', root: '288230376151711745' },
    { id: '3', supervoxel: '72127962782105600', root: '288230376151711745' },
  ])
})

test('reset --clean: everything as right after the first version, and the next version is 2', async () => {
  await work()
  const plan = await fleet.controller.resetPlan(true, never)
  expect(plan).toMatchObject({
    tables: [
      { name: 'my_cave_table', fate: 'restored' },
      { name: 'my_own_table', rows: 1, fate: 'removed' },
    ],
    versions: [2],
  })
  expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1] })
  expect(await cave(z.array(z.string()), 'GET', tables)).toEqual(['my_cave_table'])
  expect(await annotations(1, 2, 3)).toEqual(first)
  expect(await versions()).toEqual([1])
  expect(await fleet.controller.materialize(never)).toEqual({ version: 2 })
})

test('a clean reset ends with services that answer every client at once, one that was reading all the time included', async () => {
  await work()
  const statuses = new Set<number>()
  const done = new AbortController()
  const reader = (async () => {
    while (!done.signal.aborted) statuses.add((await fetch(`${fleet.address}${tables}`)).status)
  })()
  await fleet.controller.reset(true, never)
  done.abort()
  await reader
  for (let read = 0; read < 20; read += 1) expect((await fetch(`${fleet.address}${tables}`)).status).toBe(200)
  expect([...statuses]).toEqual([200])
})

test('a declared baseline is what a clean reset returns to; cleared, it is the first version again', async () => {
  await work()
  const declared = await fleet.controller.setBaseline(never)
  expect(declared).toMatchObject({
    origin: 'declared',
    tables: ['my_cave_table', 'my_own_table'],
    versions: [1, 2],
  })
  await fleet.controller.materialize(never)
  expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1, 2] })
  expect(await annotations(1, 3)).toEqual([
    [1, 'cell A', false, [600, 100, 10]],
    [3, 'my new label', true, [600, 100, 10]],
  ])
  expect(await fleet.controller.readBaseline(never)).toEqual(declared)
  await fleet.controller.clearBaseline(never)
  expect(await fleet.controller.readBaseline(never)).toMatchObject({ origin: 'first', versions: [1] })
  expect(await fleet.controller.reset(true, never)).toEqual({ versions: [1] })
})

test('a clean reset that is cancelled leaves a fleet that works', async () => {
  await work()
  const stop = new AbortController()
  const end = fleet.controller.reset(true, stop.signal).catch((error: unknown) => error)
  setTimeout(() => stop.abort(), 60)
  expect(await end).toMatchObject({ info: { code: 'CANCELLED' } })
  expect([[1], [1, 2]]).toContainEqual((await versions()).sort((a, b) => a - b))
  expect((await fleet.controller.up(never)).phase).toBe('ready')
})
