import { expect, test } from 'vitest'
import { Jobs } from '../../../../src/main/fleet/control/jobs'
import { Observer } from '../../../../src/main/fleet/control/observer'
import { Workflows } from '../../../../src/main/fleet/control/workflows'
import type { Fleet } from '../../../../src/main/fleet/fleet'
import type { Home } from '../../../../src/main/home/home'
import type { RunRecord } from '../../../../src/main/orchestrator/record'
import { Failure } from '../../../../src/shared/errors'
import { temporaryHome } from '../../home/temporary-home'
import { serviceOf } from '../made-up-views'
import { madeUpFleet } from './made-up-fleet'

const never = new AbortController().signal
const gone = new Failure({ code: 'ENGINE_MISSING', what: 'No look.', why: 'It went away.', fix: 'Start it.' })

const observing = (
  fleet: Fleet,
  home: Home,
  records: () => Promise<RunRecord> = async () => ({}),
): Observer => {
  const jobs = new Jobs(home, () => undefined)
  const workflows = new Workflows({
    fleet,
    jobs: () => jobs,
    changed: () => undefined,
    over: () => undefined,
    tell: () => undefined,
    tellTrouble: () => undefined,
  })
  return new Observer({
    fleet,
    reason: '',
    jobs: () => jobs,
    workflows: () => workflows,
    limitMilliseconds: 1000,
    records,
  })
}

test('steps of a fleet that could not be looked at are looked at as soon as it can, also where the last start failed', async () => {
  const { home } = await temporaryHome()
  const { fleet: bare, made } = madeUpFleet()
  made.add('process').add('table')
  let isGone = false
  const fleet = {
    ...bare,
    services: async () => {
      if (isGone) throw gone
      return [serviceOf({ state: 'stopped', detail: 'It has stopped.' })]
    },
  }
  const observer = observing(fleet, home)
  observer.showError(gone.info)
  isGone = true
  const lost = await observer.look('full', never)
  expect(lost.steps.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  isGone = false
  const back = await observer.look('usual', never)
  expect([lost.phase, back.phase]).toEqual(['failed', 'failed'])
  expect(back.steps.map(({ state }) => state)).toEqual(['done', 'done'])
})

const failed: RunRecord = {
  process: { attempts: 2, state: 'failed', since: '2026-11-26T10:00:00.000Z', error: gone.info },
}

test('why a start of another process failed is shown as soon as the fleet is looked at, and for as long as it is so', async () => {
  const { home } = await temporaryHome()
  const { fleet, made } = madeUpFleet()
  const observer = observing(fleet, home, async () => failed)
  const seen = await observer.look('full', never)
  expect(seen).toMatchObject({ phase: 'failed', error: gone.info })
  expect(seen.steps).toMatchObject([
    { id: 'process', state: 'failed', attempts: 2, error: gone.info },
    { id: 'table', state: 'waiting' },
  ])
  made.add('process').add('table')
  expect(await observer.look('full', never)).toMatchObject({ phase: 'ready', error: null })
})

test('a failure on record of what holds now is past', async () => {
  const { home } = await temporaryHome()
  const { fleet, made } = madeUpFleet()
  made.add('process').add('table')
  const seen = await observing(fleet, home, async () => failed).look('full', never)
  expect(seen).toMatchObject({ phase: 'ready', error: null })
  expect(seen.steps.map(({ state }) => state)).toEqual(['done', 'done'])
})

test('one look that a busy machine answered too late does not make a fleet degraded; a service that stays so does', async () => {
  const { home } = await temporaryHome()
  const { fleet: bare, made } = madeUpFleet()
  made.add('process').add('table')
  const late = serviceOf({ state: 'unhealthy', detail: 'It took longer than 2 s.' })
  let answers = [serviceOf({}), late, serviceOf({})]
  const fleet = { ...bare, services: async () => [answers.shift() ?? late] }
  const observer = observing(fleet, home)
  expect(await observer.look('full', never)).toMatchObject({ phase: 'ready' })
  expect(await observer.look('usual', never)).toMatchObject({ phase: 'ready' })
  answers = []
  expect(await observer.look('usual', never)).toMatchObject({ phase: 'degraded' })
})
