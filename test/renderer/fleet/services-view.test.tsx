// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { ResetDialog } from '../../../src/renderer/fleet/reset-dialog'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { askView } from '../../../src/renderer/views/asked'
import { Header } from '../../../src/renderer/shell/header'
import { JobStrip } from '../../../src/renderer/shell/job-strip'
import type { Bridge } from '../../../src/shared/bridge'
import { fakeBridge } from '../fake/fake-bridge'
import type { Scene } from '../fake/fake-fleet'
import { all, draw, eventually, find, press, says, text } from '../support/page'

const drawFleet = (scene: Scene) =>
  draw(
    fakeBridge(scene),
    <FleetActions>
      <FleetWatch />
      <Header />
      <JobStrip />
      <ServicesView />
      <ResetDialog />
    </FleetActions>,
  )

const isOff =
  (name: string) =>
  (button: Element): boolean =>
    button.textContent === name && button.hasAttribute('disabled')

const isDisabled = async (name: string): Promise<boolean> =>
  (await find('button', name)).hasAttribute('disabled')

describe('the fleet on screen', () => {
  it('says that it is looking before it has looked, and offers nothing that it could not do', async () => {
    await drawFleet('looking')
    await says('Looking at the fleet')
    expect(await isDisabled('Get demo-ready')).toBe(true)
    expect(await isDisabled('Materialize')).toBe(true)
  })

  it('offers the page for an audience while there is a fleet to show', async () => {
    await drawFleet('ready')
    const link = await find('link', 'Open the dashboard')
    expect(link.getAttribute('href')).toBe('http://127.0.0.1:8080/')
    expect(link.getAttribute('rel')).toContain('noopener')
  })

  it('offers no page of a fleet that is down', async () => {
    await drawFleet('down')
    await says('The fleet is not running')
    expect(all('link').some((link) => link.textContent === 'Open the dashboard')).toBe(false)
  })

  it('is labelled as practice, with the reason, wherever it shows', async () => {
    await drawFleet('ready')
    await says('This is the practice fleet. No Docker engine answers on this machine')
    await says(/practice fleet ?ready · 10 of 10 healthy/)
  })

  it('lists every service with state, version, memory and the actions that it has', async () => {
    await drawFleet('ready')
    await find('button', 'Restart postgres')
    expect(all('button').some((button) => button.getAttribute('aria-label') === 'Stop postgres')).toBe(false)
    expect(document.querySelectorAll('.services tbody tr')).toHaveLength(10)
  })

  it('tells why a service is ill', async () => {
    await drawFleet('degraded')
    await says('Unhealthy')
    await says('GET /materialize/version took longer than 2 s')
    await says('9 of 10 healthy')
  })

  it('shows the steps as they run: what is done, what goes on, what waits for what', async () => {
    await drawFleet('starting')
    await says('3 of 9 done')
    await says('writes the rows that the client discovers')
    await says('needs: Dummy graph, Demo table')
    expect(await isDisabled('Get demo-ready')).toBe(true)
  })

  it('shows what failed, why, the fix, the log, and a retry', async () => {
    await drawFleet('failed')
    await says('Port 8080 is taken.')
    await says('End that program, or choose another port')
    await says('Datastack: acting')
    expect(text().match(/Port 8080 is taken/g)).toHaveLength(1)
    await press('button', 'Retry from here')
    await says(/Get demo-readyDatastack/)
  })

  it('folds the steps away once all is done, and out again', async () => {
    await drawFleet('ready')
    await says('9 steps done')
    expect(document.querySelectorAll('.step')).toHaveLength(0)
    await press('button', 'Show the steps')
    expect(document.querySelectorAll('.step')).toHaveLength(9)
  })

  it('starts a fleet that is down with one button, and can cancel it', async () => {
    await drawFleet('down')
    await says('The fleet is not running')
    await press('button', 'Get demo-ready')
    await says(/Steps to demo-ready ?3 of 9 done/)
    await find('button', 'Cancel')
  })
})

describe('the reset', () => {
  it('names what goes before it acts, for both kinds', async () => {
    await drawFleet('ready')
    await press('button', 'Reset…')
    await says(/synapses_of_anna ?100,000 rows ?is removed/)
    await says('Versions that go: 2, 3.')
    await press('radio', '')
    const [, live] = all('radio')
    if (live instanceof HTMLElement) live.click()
    await says(/synapses_of_anna ?100,000 rows ?stays/)
    await says('No version goes.')
  })

  it('acts only on its own verb', async () => {
    await drawFleet('ready')
    await press('button', 'Reset…')
    await says('Versions that go')
    expect(text()).not.toContain('Builds fake_volume')
    await press('button', 'Reset everything')
    await says('Clean reset')
    await says('Builds fake_volume from its golden copy')
  })
})

const drawServices = (bridge: Bridge): Promise<void> =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <ServicesView />
    </FleetActions>,
  )

describe('a baseline that is asked for from elsewhere, before it is known whether one is declared', () => {
  it('is not set in the place of a declared one without a question', async () => {
    const bridge = fakeBridge('ready')
    await bridge.call('baseline.set', undefined).answer
    askView('services', 'set-baseline')
    await drawServices(bridge)
    await says(/The baseline that was declared at .* goes/)
  })
})

describe('a baseline that was declared elsewhere since it was read', () => {
  it('is not replaced without a question', async () => {
    const bridge = fakeBridge('ready')
    await drawServices(bridge)
    await says('The state right after the first version.')
    await bridge.call('baseline.set', undefined).answer
    expect(text()).not.toContain('Declared by you')
    askView('services', 'set-baseline')
    await says(/The baseline that was declared at .* goes/)
  })
})

describe('stopping', () => {
  it('keeps the data unless that is asked for, and says so on the button', async () => {
    await drawFleet('ready')
    await press('button', 'Stop the fleet')
    await says('Tables, versions and settings stay.')
    await press('checkbox', '')
    await find('button', 'Stop the fleet and remove all data')
    await says(/Tables that go: my_cave_table \([\d,]+ rows\)/)
    await says('Versions that go: 1, 2, 3.')
  })

  it('asks before a declared baseline is replaced or removed, and only then', async () => {
    await drawFleet('ready')
    await press('button', 'Set to now')
    await says('Declared by you. Holds 1 table and 3 versions.')
    await press('button', 'Set to now')
    await says(/The baseline that was declared at .* goes/)
    await says('It holds my_cave_table, and versions 1, 2, 3.')
    await press('button', 'Replace the baseline')
    await eventually(() => (/The baseline that was declared/.test(text()) ? undefined : true))
    await eventually(() => (all('button').some(isOff('Back to the first version')) ? undefined : true))
    await press('button', 'Back to the first version')
    await press('button', 'Remove the declared baseline')
    await says('The state right after the first version. Holds 1 table and 1 version.')
  })
})
