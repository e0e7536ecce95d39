// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { LogsView } from '../../../src/renderer/logs/logs-view'
import { RequestsView } from '../../../src/renderer/requests/requests-view'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, find, press, says, type } from '../support/page'

const drawLogs = (subject = 'mat', scene: 'ready' | 'down' = 'ready') =>
  draw(
    fakeBridge(scene),
    <>
      <FleetWatch />
      <LogsView subject={subject} />
    </>,
  )

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

  it('say that there are none without a fleet', async () => {
    await drawLogs('mat', 'down')
    await says('Its services write no logs.')
  })
})

describe('the requests', () => {
  const drawRequests = () =>
    draw(
      fakeBridge('ready'),
      <>
        <FleetWatch />
        <RequestsView />
      </>,
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
})
