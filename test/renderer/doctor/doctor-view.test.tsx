// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { DoctorView } from '../../../src/renderer/doctor/doctor-view'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeEngine } from '../fake/fake-engine'
import { all, draw, find, press, says } from '../support/page'

const trouble = { code: 'ENGINE_MISSING', what: 'It is stopped.', why: 'So.', fix: 'Start it.' } as const

it('offers to start a stopped Docker Desktop beside the check of the engine, and shows what is waited for', async () => {
  await draw(fakeBridge('ready', new FakeEngine({ trouble, remedy: 'start' })), <DoctorView />)
  await says('No Docker engine answers.')
  await press('button', 'Start Docker Desktop')
  await says('Waiting for Docker Desktop to open')
  await find('button', 'Stop waiting')
  await says('The virtual machine runs')
})

it('offers no start where there is nothing to start', async () => {
  await draw(fakeBridge('ready', new FakeEngine({ trouble })), <DoctorView />)
  await find('button', 'Look again')
  expect(all('button').map((button) => button.textContent)).not.toContain('Start Docker Desktop')
})
