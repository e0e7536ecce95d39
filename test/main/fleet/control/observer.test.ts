import { expect, test } from 'vitest'
import { Jobs } from '../../../../src/main/fleet/control/jobs'
import { Observer } from '../../../../src/main/fleet/control/observer'
import { Workflows } from '../../../../src/main/fleet/control/workflows'
import { Failure } from '../../../../src/shared/errors'
import { temporaryHome } from '../../home/temporary-home'
import { serviceOf } from '../made-up-views'
import { madeUpFleet } from './made-up-fleet'

const never = new AbortController().signal
const gone = new Failure({ code: 'ENGINE_MISSING', what: 'No look.', why: 'It went away.', fix: 'Start it.' })

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
  const jobs = new Jobs(home, () => undefined)
  const workflows = new Workflows({
    fleet,
    jobs: () => jobs,
    changed: () => undefined,
    over: () => undefined,
    tell: () => undefined,
    tellTrouble: () => undefined,
  })
  const observer = new Observer({
    fleet,
    reason: '',
    jobs: () => jobs,
    workflows: () => workflows,
    limitMilliseconds: 1000,
  })
  observer.showError(gone.info)
  isGone = true
  const lost = await observer.look('full', never)
  expect(lost.steps.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  isGone = false
  const back = await observer.look('usual', never)
  expect([lost.phase, back.phase]).toEqual(['failed', 'failed'])
  expect(back.steps.map(({ state }) => state)).toEqual(['done', 'done'])
})
