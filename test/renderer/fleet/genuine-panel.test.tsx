// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { Shell } from '../../../src/renderer/shell/shell'
import type { Bridge } from '../../../src/shared/bridge'
import { askView } from '../../../src/renderer/views/asked'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeEngine } from '../fake/fake-engine'
import { refusal } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, text } from '../support/page'

const trouble = {
  code: 'ENGINE_MISSING',
  what: 'There is no Docker.',
  why: 'None.',
  fix: 'Install it.',
} as const

const drawFleet = (bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <ServicesView />
    </FleetActions>,
  )

describe('the way to the genuine fleet', () => {
  it('tells size and time, loads beside the fleet that runs, and then offers to switch', async () => {
    await drawFleet()
    await says('It fills 4.3 GB of disk.')
    await press('button', 'Get the genuine fleet (1.6 GB, about 5 min)')
    await says('5 of 12 layers ready')
    await says('This is the practice fleet')
    expect(all('progress').length + document.querySelectorAll('progress').length).toBeGreaterThan(0)
    await says('All its images are on this machine.')
    await press('button', 'Switch to the genuine fleet')
    await says('The practice fleet is stopped, and the genuine one starts at the same address.')
    expect(text()).toContain('This is the practice fleet')
    const [, act] = all('button').filter((button) => button.textContent === 'Switch to the genuine fleet')
    if (act instanceof HTMLElement) act.click()
    await says('This is the genuine fleet')
    await find('button', 'Switch to practice')
  })

  it('is shown when the switch is asked for too early; asked for when it is possible, its question opens', async () => {
    await drawFleet()
    await find('button', /^Get the genuine fleet/)
    askView('services', 'switch-genuine')
    await eventually(() => (document.activeElement?.tagName === 'H2' ? true : undefined))
    await press('button', /^Get the genuine fleet/)
    await says('All its images are on this machine.')
    askView('services', 'switch-genuine')
    await says('The practice fleet is stopped, and the genuine one starts at the same address.')
  })

  it('can be cancelled, and goes on from there', async () => {
    await drawFleet()
    await press('button', /^Get the genuine fleet/)
    await press('button', 'Cancel the download')
    await says('The download was cancelled.')
    await press('button', 'Go on with the download')
    await says('Cancel the download')
  })

  it('without Docker says why, and how to get it', async () => {
    await drawFleet(fakeBridge('ready', new FakeEngine({ trouble, remedy: 'get' })))
    await says(/It needs Docker.*There is no Docker\. None\. Install it\./)
    const link = await find('link', 'How to install Docker')
    expect(link.getAttribute('href')).toBe('https://docs.docker.com/engine/install/')
    expect(link.getAttribute('target')).toBe('_blank')
    await find('button', 'Look again')
  })

  it('starts a Docker Desktop that is stopped, tells what it waits for, and then offers the download', async () => {
    await drawFleet(fakeBridge('ready', new FakeEngine({ trouble, remedy: 'start' })))
    await press('button', 'Start Docker Desktop')
    await says('Waiting for Docker Desktop to open')
    await says('The virtual machine runs')
    await find('button', /^Get the genuine fleet/)
  })

  it('ends the wait when it is asked to, and offers it again', async () => {
    await drawFleet(fakeBridge('ready', new FakeEngine({ trouble, remedy: 'start' })))
    await press('button', 'Start Docker Desktop')
    await press('button', 'Stop waiting')
    await says('It is not waited for any more.')
    await find('button', 'Start Docker Desktop')
  })

  it('says what to do after a start that failed', async () => {
    const engine = new FakeEngine({ trouble, remedy: 'start' })
    await drawFleet(fakeBridge('ready', engine))
    await press('button', 'Start Docker Desktop')
    engine.fail({ code: 'TIMED_OUT', what: 'It did not start.', why: 'So.', fix: 'Run "wsl --update".' })
    await says('Run "wsl --update".')
    await find('button', 'Start Docker Desktop again')
  })
})

it('where the fleet cannot be used the practice fleet is one button away', async () => {
  const base = fakeBridge('ready')
  await drawFleet({
    ...base,
    stream: (channel, input, item, ended) => {
      if (channel !== 'fleet.watch') return base.stream(channel, input, item, ended)
      item(refusal('FLEET_DOWN'))
      return () => undefined
    },
  })
  await says('The fleet cannot be used now')
  await find('button', 'Switch to practice')
})

/** A fleet that cannot be used while the engine does not answer; who watches is told so, and the stream ends. */
const withoutFleet = (engine: FakeEngine): Bridge => {
  const base = fakeBridge('genuine', engine)
  return {
    ...base,
    stream: (channel, input, item, ended) => {
      if (channel !== 'fleet.watch' || engine.status().trouble === null)
        return base.stream(channel, input, item, ended)
      item({ ok: false, error: trouble })
      ended()
      return () => undefined
    },
  }
}

it('a genuine fleet whose engine is stopped is one button away, and is there as soon as that answers', async () => {
  const bridge = withoutFleet(new FakeEngine({ trouble, remedy: 'start' }))
  await draw(bridge, <Shell />)
  await says('The fleet cannot be used now')
  // The core is there, and has said why: that is not a lost one.
  expect(text()).toContain('There is no Docker.')
  expect(text()).not.toContain('The panel’s own program does not answer.')
  await press('button', 'Start Docker Desktop')
  await says('This is the genuine fleet')
  expect(text()).not.toContain('The fleet cannot be used now')
})
