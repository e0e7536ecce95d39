import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import type { FleetController } from '../../../../src/main/fleet/controller'
import { makeOf } from '../../../../src/main/fleet/baseline'
import { makeGolden } from '../../../../src/main/fleet/golden'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import { readWanted, writeWanted } from '../../../../src/main/home/wanted'
import type { Home } from '../../../../src/main/home/home'
import type { Step } from '../../../../src/main/orchestrator/step'
import { temporaryHome } from '../../home/temporary-home'
import { fakeFleet } from '../fake-fleet'
import { addTable, addVersion, stagePostgres, type StagedPostgres } from '../staged-postgres'

/** What a reset does first where the fleet is in disorder; PostgreSQL is real, and is there or not as a step says. */
let postgres: StagedPostgres
let home: Home
let running: Set<string>
let journal: string[]
let spoilt: string | undefined
let controller: FleetController
const never = new AbortController().signal

const step = (id: string, needs: readonly string[]): Step<Fleet> => ({
  id,
  title: `The ${id}`,
  needs,
  limit: { milliseconds: 5000, reason: 'it is quick' },
  probe: async () => ({ holds: running.has(id), detail: running.has(id) ? 'there' : 'gone' }),
  act: async () => {
    journal.push(id)
    if (spoilt === id) throw new Error('no space left')
    running.add(id)
  },
  explain: (error) => ({ code: 'STEP_FAILED', what: `No ${id}.`, why: String(error), fix: 'Look.' }),
})

const steps = [
  step('backing', []),
  step('leftovers', ['backing']),
  step('services', ['leftovers']),
  step('graph', ['backing']),
  step('worker', ['leftovers']),
  step('annotation-table', ['services']),
  step('first-version', ['annotation-table', 'graph', 'worker']),
  step('golden-copies', ['first-version']),
]
const all = steps.map(({ id }) => id)

beforeAll(async () => {
  postgres = await stagePostgres()
  await postgres.services.with('fake_volume', never, (live) => addTable(live, 'my_cave_table', ['cell A']))
  await addVersion(postgres, 1)
  const work = { ...postgres, signal: never }
  await makeGolden(work, 'first', makeOf(fakeFleet()))
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  running = new Set(all)
  journal = []
  spoilt = undefined
  home = (await temporaryHome()).home
  const fleet = fakeFleet({
    steps,
    connection: async () => (running.has('backing') ? postgres.connection : null),
    settle: async () => void journal.push('settle'),
    freeWorker: () => Promise.reject(new Error('stop here')),
  })
  controller = createFleetController({ home, fleet, reason: '', warn: () => undefined })
  await writeWanted(home, { fleet: 'practice', state: 'up', stopped: ['postgres'] })
  return () => controller.close()
})

test('of a fleet that runs nothing is started', async () => {
  await controller.reset(true, never)
  expect(journal).toEqual(['settle'])
})

test('the plan of a clean reset starts PostgreSQL where that is what is missing, and no more', async () => {
  running.clear()
  const plan = await controller.resetPlan(true, never)
  expect(plan.tables).toEqual([{ name: 'my_cave_table', rows: 1, fate: 'restored' }])
  expect(journal).toEqual(['backing', 'leftovers'])
})

test('a clean reset starts what it needs, then everything else that a client speaks to, and no content', async () => {
  running = new Set(['annotation-table'])
  expect(await controller.reset(true, never)).toEqual({ versions: [1] })
  expect(journal.slice(0, 2)).toEqual(['backing', 'leftovers'])
  expect(new Set(journal)).toEqual(new Set(['backing', 'leftovers', 'graph', 'services', 'worker', 'settle']))
  // A person had stopped it; the reset has asked for it.
  expect(await readWanted(home)).toMatchObject({ state: 'up', stopped: [] })
})

test('a reset of the live table starts all that a version is made with before any row goes', async () => {
  running.delete('worker')
  running.delete('graph')
  await expect(controller.reset(false, never)).rejects.toMatchObject({ info: { why: 'stop here' } })
  expect(new Set(journal)).toEqual(new Set(['worker', 'graph']))
})

test.each([
  [true, 'leftovers'],
  [false, 'worker'],
])('where that does not start, it is told that nothing was reset (clean: %s)', async (clean, id) => {
  spoilt = id
  running.delete(id)
  await expect(controller.reset(clean, never)).rejects.toMatchObject({
    info: {
      code: 'STEP_FAILED',
      what: `No ${id}.`,
      why: expect.stringContaining('no space left'),
      fix: expect.stringContaining('Nothing was reset.'),
    },
  })
})

test('a fleet that is meant to be down is not started by the way', async () => {
  running.clear()
  await writeWanted(home, { fleet: 'practice', state: 'down', stopped: [] })
  for (const ask of [controller.resetPlan(true, never), controller.reset(true, never)])
    await expect(ask).rejects.toMatchObject({ info: { code: 'FLEET_DOWN' } })
  expect(journal).toEqual([])
})
