import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openCave } from '../../src/main/data/cave'
import { openData, type Data } from '../../src/main/data/data'
import type { FleetController } from '../../src/main/fleet/controller'
import { openHome } from '../../src/main/home/home'
import { removeHome } from '../../src/main/home/remove-home'
import { fleetForTest, never, type FleetForTest } from '../support/fleet'
import { makeOlder } from '../support/older-home'

let fleet: FleetForTest
/** This build's, over the home that the older one left. */
let controller: FleetController
let data: Data
let before: { readonly id: string; readonly port: number }

const settings = z.object({ id: z.string(), port: z.number() })
const settingsNow = async () =>
  settings.parse(JSON.parse(await readFile(join(fleet.homeFolder, 'home.json'), 'utf8')))

const add = async (by: FleetController, tag: string): Promise<void> => {
  const path = '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations'
  const body = { annotations: [{ tag, pt: { position: [600, 100, 10] } }] }
  const cave = openCave(await by.connection(never))
  await cave.ask(z.unknown(), { method: 'POST', path, body, what: 'A row of a user.' }, never)
}

beforeAll(async () => {
  fleet = await fleetForTest()
  await fleet.controller.up(never)
  const opened = openData((signal) => fleet.controller.connection(signal))
  await opened['data.changes'](undefined, never)[Symbol.asyncIterator]().next()
  await opened.close()
  await add(fleet.controller, 'prepared by an instructor')
  await fleet.controller.materialize(never)
  await fleet.controller.setBaseline(never)
  await add(fleet.controller, 'months of work')
  await fleet.controller.down(false, never)
  before = await settingsNow()
  await makeOlder(fleet.homeFolder)
  controller = await fleet.another()
  data = openData((signal) => controller.connection(signal))
})
afterAll(async () => {
  await data?.close()
  await fleet?.stop()
})

const tags = async (): Promise<readonly unknown[]> => {
  const sort = { column: 'id', descending: false }
  const page = await data['annotations.page'](
    { table: 'my_cave_table', rows: 'all', offset: 0, limit: 10, filters: [], sort },
    never,
  )
  const at = page.columns.findIndex(({ name }) => name === 'tag')
  return page.rows.map((row) => row[at])
}
const versions = async (): Promise<readonly number[]> =>
  (await data['versions.list'](undefined, never)).map(({ version }) => version).sort((a, b) => a - b)

const first = ['cell A', 'cell B']
const prepared = [...first, 'prepared by an instructor']

test('comes up with its rows, its versions and its settings', async () => {
  await controller.up(never)
  expect(await tags()).toEqual([...prepared, 'months of work'])
  expect(await versions()).toEqual([1, 2])
  expect(await settingsNow()).toEqual(before)
})

test.skipIf(process.platform === 'win32')(
  'is shut for other users, folders of the older build too',
  async () => {
    for (const name of ['', 'practice', 'records']) {
      const { mode } = await stat(join(fleet.homeFolder, name))
      expect([name, (mode & 0o777).toString(8)]).toEqual([name, '700'])
    }
  },
)

test('tells of changes, and reads as the role that can do nothing else', async () => {
  const stop = new AbortController()
  const changes = data['data.changes'](undefined, stop.signal)[Symbol.asyncIterator]()
  await changes.next()
  const told = changes.next()
  await add(controller, 'after the update')
  expect((await told).value).toBeDefined()
  stop.abort()
  expect(await tags()).toContain('after the update')
  const owners = await fleet.sql('postgres', (session) =>
    session.rows(
      z.object({ name: z.string() }),
      "SELECT rolname::text AS name FROM pg_roles WHERE rolname ~ '^realcave_' ORDER BY 1",
    ),
  )
  expect(owners.map(({ name }) => name)).toEqual(['realcave_keeper', 'realcave_reader'])
})

test('goes back to the copies that the older build made: the instructor’s, then the first', async () => {
  expect(await controller.reset(true, never)).toEqual({ versions: [1, 2] })
  expect(await tags()).toEqual(prepared)
  await controller.clearBaseline(never)
  expect(await controller.reset(true, never)).toEqual({ versions: [1] })
  expect(await tags()).toEqual(first)
})

test('materializes, deletes what the older build had not, and goes whole when it is removed', async () => {
  await controller.materialize(never)
  expect(await versions()).toEqual([1, 2])
  await data['versions.delete']({ versions: [1] }, never)
  expect(await versions()).toEqual([2])
  await data.close()
  await controller.down(false, never)
  const home = await openHome({ folder: fleet.homeFolder, warn: () => undefined })
  await expect(removeHome(home)).resolves.toEqual([])
})
