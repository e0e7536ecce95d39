// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { LogsView } from '../../../src/renderer/logs/logs-view'
import { RequestsView } from '../../../src/renderer/requests/requests-view'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeLine, fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, settle, text, type } from '../support/page'

const drawLogs = (subject = 'mat', bridge = fakeBridge('ready')) =>
  draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <LogsView subject={subject} />
    </FleetActions>,
  )

/** A core whose answers the test gives. */
const toldCore = () => {
  const { bridge, streams, calls } = manualBridge()
  const stream = (channel: string) =>
    eventually(() => [...streams].reverse().find((known) => known.channel === channel))
  return {
    bridge,
    opened: (channel: string) => streams.some((known) => known.channel === channel),
    called: (channel: string) => calls.some((known) => known.channel === channel),
    tell: async (channel: string, item: ReturnType<typeof good>): Promise<void> => {
      ;(await stream(channel)).item(item)
      await settle()
    },
  }
}

describe('the logs', () => {
  it('are those of the service in the address, a window of them drawn', async () => {
    await drawLogs()
    await find('region', 'Log of mat')
    await says(/1,00\d of 1,00\d lines/)
    expect(document.querySelectorAll('.log-row').length).toBeLessThan(100)
  })

  it('open with the first service when the address names none', async () => {
    await drawLogs('nonsense')
    await find('region', 'Log of gateway')
  })

  it('show what matches, marked', async () => {
    await drawLogs()
    await type(await find('textbox', 'Search the log'), 'materialized database')
    await says(/20\d of 1,00\d lines/)
    expect(document.querySelector('mark')?.textContent).toBe('materialized database')
  })

  it('say when the search is no expression yet, and when nothing matches', async () => {
    await drawLogs()
    await type(await find('textbox', 'Search the log'), '/(/')
    await says('This is no regular expression yet.')
    await type(await find('textbox', 'Search the log'), 'no such words')
    await says('No line matches')
  })

  it('stand still while paused and count what waits', async () => {
    await drawLogs()
    await press('button', 'Pause')
    await says(/\d new lines? while paused/)
    await press('button', 'Follow')
    await find('button', 'Pause')
  })

  it('of a fleet that is down are not asked for; what stands there starts it', async () => {
    const core = toldCore()
    await drawLogs('mat', core.bridge)
    await core.tell('fleet.watch', good(fakeStatus('down')))
    await says('The fleet is not running')
    expect(core.opened('fleet.logs')).toBe(false)
    expect(all('alert')).toEqual([])
    await press('button', 'Get demo-ready')
    expect(core.called('fleet.up')).toBe(true)
  })

  it('of a start that failed are asked for; that nothing runs is no error', async () => {
    const core = toldCore()
    await drawLogs('mat', core.bridge)
    await core.tell('fleet.watch', good(fakeStatus('failed')))
    await core.tell('fleet.logs', refusal('FLEET_DOWN'))
    await says('The fleet did not start')
    // Why it did not is told; that its log cannot be had is not.
    expect(all('alert')).toHaveLength(1)
    await says('Port 8080 is taken.')
    expect(text()).not.toContain('FLEET_DOWN')
  })

  it('tell every other failure', async () => {
    const core = toldCore()
    await drawLogs('mat', core.bridge)
    await core.tell('fleet.watch', good(fakeStatus('ready')))
    await core.tell('fleet.logs', refusal('DATABASE_FAILED'))
    await find('alert', /DATABASE_FAILED happened/)
  })

  it('stay when the fleet ends, and begin anew when it starts', async () => {
    const core = toldCore()
    const lines = (count: number) => good(Array.from({ length: count }, (_, line) => fakeLine('mat', line)))
    await drawLogs('mat', core.bridge)
    await core.tell('fleet.watch', good(fakeStatus('ready')))
    await core.tell('fleet.logs', lines(2))
    await says('2 of 2 lines')
    await core.tell('fleet.logs', refusal('FLEET_DOWN'))
    await core.tell('fleet.watch', good(fakeStatus('down')))
    await says(/2 of 2 lines.*these are its last lines/)
    expect(all('alert')).toEqual([])
    await core.tell('fleet.watch', good(fakeStatus('ready')))
    await core.tell('fleet.logs', lines(3))
    await says('3 of 3 lines')
    expect(text()).not.toContain('its last lines')
  })
})

describe('the requests', () => {
  const drawRequests = (bridge = fakeBridge('ready')) =>
    draw(
      bridge,
      <FleetActions>
        <FleetWatch />
        <RequestsView />
      </FleetActions>,
    )

  it('are told with method, status, path and time, without the panel’s own', async () => {
    await drawRequests()
    await says(/45 of 60 requests/)
    await says('/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations')
    await press('checkbox', '')
    await says(/6\d of 6\d requests/)
  })

  it('are filtered', async () => {
    await drawRequests()
    await type(await find('textbox', 'Filter by path'), 'PUT 500')
    await expect
      .poll(() => document.querySelectorAll('.request:not(.request-head)').length)
      .toBeGreaterThan(0)
    const methods = [...document.querySelectorAll('.request:not(.request-head) .request-method')]
    expect(new Set(methods.map((method) => method.textContent))).toEqual(new Set(['PUT']))
  })

  it('stand still while paused and let in what waited', async () => {
    await drawRequests()
    await press('button', 'Pause')
    await says(/\d new requests? while paused/)
    await press('button', 'Follow')
    await find('button', 'Pause')
    expect(text()).not.toContain('while paused')
  })

  it('of a fleet that is down are not asked for; what stands there starts it', async () => {
    await drawRequests(fakeBridge('down'))
    await says('The fleet is not running')
    await press('button', 'Get demo-ready')
    await says('The fleet is starting')
  })

  it('of a fleet that ends this instant tell no error', async () => {
    const core = toldCore()
    await drawRequests(core.bridge)
    await core.tell('fleet.watch', good(fakeStatus('ready')))
    await core.tell('fleet.requests', refusal('FLEET_DOWN'))
    expect(all('alert')).toEqual([])
    await core.tell('fleet.requests', refusal('DATABASE_FAILED'))
    await find('alert', /DATABASE_FAILED happened/)
  })
})
