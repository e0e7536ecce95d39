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

it('offers beside a check what can be done about it from here', async () => {
  await draw(fakeBridge('ready'), <DoctorView />)
  await find('button', 'Show the ways on')
  await find('link', 'How to, on docs.docker.com')
  await find('button', /^Get the genuine fleet/)
  await press('button', 'Take them away')
  // Their names, from the check that names them alone.
  await says('old-redis-1, old_default')
})

it('downloads the images from the check that misses them, and shows how far it is', async () => {
  await draw(fakeBridge('ready'), <DoctorView />)
  await press('button', /^Get the genuine fleet/)
  await find('button', 'Cancel the download')
})

it('shows what failed first, then what it warns of', async () => {
  await draw(fakeBridge('ready'), <DoctorView />)
  await says('Passed')
  const words = [...document.querySelectorAll('.check .state-mark')].map(({ textContent }) => textContent)
  expect(words).toEqual(['Failed', 'Failed', 'Warning', 'Warning', 'Warning', 'Passed', 'Skipped', 'Skipped'])
})
