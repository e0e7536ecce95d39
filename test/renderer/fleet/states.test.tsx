// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { ComponentType } from 'react'
import type { Bridge } from '../../../src/shared/bridge'
import type { CallName } from '../../../src/shared/contract'
import { Failure } from '../../../src/shared/errors'
import { AnnotationsView } from '../../../src/renderer/annotations/annotations-view'
import { CheatsheetView } from '../../../src/renderer/cheatsheet/cheatsheet-view'
import { QuickSheet } from '../../../src/renderer/cheatsheet/quick-sheet'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { ServicesView } from '../../../src/renderer/fleet/services-view'
import { HistoryView } from '../../../src/renderer/history/history-view'
import { LogsView } from '../../../src/renderer/logs/logs-view'
import { RequestsView } from '../../../src/renderer/requests/requests-view'
import { SegmentationView } from '../../../src/renderer/segmentation/segmentation-view'
import { VersionsView } from '../../../src/renderer/versions/versions-view'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeEngine } from '../fake/fake-engine'
import { fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge } from '../support/manual-bridge'
import { draw, eventually, find, press, says, settle, text, type } from '../support/page'

const refused = new Failure({
  code: 'DATABASE_FAILED',
  what: 'It could not be read.',
  why: 'The database refused.',
  fix: 'Look at its log.',
}).info
const noEngine = new Failure({
  code: 'ENGINE_MISSING',
  what: 'No Docker engine answers.',
  why: 'Docker Desktop does not run.',
  fix: 'Start it.',
}).info

/** As the fake answers, but for some channels: refused as often as told. */
const refusing = (channels: readonly CallName[], times = 1): { bridge: Bridge } => {
  const fake = fakeBridge('ready', new FakeEngine({ trouble: noEngine, remedy: 'start' }))
  let left = times
  return {
    bridge: {
      ...fake,
      call: (channel, input) => {
        if (!channels.includes(channel) || left <= 0) return fake.call(channel, input)
        left -= 1
        return { answer: Promise.resolve({ ok: false, error: refused }), cancel: () => undefined }
      },
    },
  }
}

const show = async (bridge: Bridge, View: ComponentType<{ subject: string }>): Promise<void> =>
  draw(
    bridge,
    <FleetActions>
      <View subject="" />
    </FleetActions>,
  )

beforeEach(() => useFleet.setState({ status: fakeStatus('ready') }))

const views = {
  annotations: AnnotationsView,
  history: HistoryView,
  versions: VersionsView,
  segmentation: SegmentationView,
  logs: LogsView,
  requests: RequestsView,
} as const

describe.each(Object.entries(views))('the view %s', (_name, View) => {
  it('says while the fleet is looked at that it is, and leads out where it cannot be', async () => {
    useFleet.setState({ status: null })
    await show(fakeBridge('looking', new FakeEngine({ trouble: noEngine, remedy: 'start' })), View)
    expect(document.querySelector('.skeleton')?.getAttribute('aria-label')).toBe('Looking at the fleet…')
    useFleet.setState({ error: noEngine })
    await find('button', 'Start Docker Desktop')
    await find('button', 'Switch to practice')
    expect(document.querySelector('.skeleton')).toBeNull()
  })

  it('starts a fleet that is down with one button', async () => {
    useFleet.setState({ status: fakeStatus('down') })
    await show(fakeBridge('down'), View)
    await says('The fleet is not running')
    await press('button', 'Get demo-ready')
  })
})

describe.each([
  ['annotations', AnnotationsView, 'tables.list'],
  ['history', HistoryView, 'history.rows'],
  ['versions', VersionsView, 'versions.list'],
  ['segmentation', SegmentationView, 'segmentation.slice'],
  ['cheatsheet', CheatsheetView, 'cheatsheet.read'],
  ['the commands beside the terminal', QuickSheet, 'cheatsheet.read'],
  ['the baseline', ServicesView, 'baseline.read'],
] as const)('what could not be read: %s', (_name, View, channel) => {
  it('is told with why and fix, and read again with one button', async () => {
    await show(refusing([channel]).bridge, View)
    await says(/It could not be read\.\s*Why\s*The database refused\.\s*Fix\s*Look at its log\./)
    await press('button', 'Read again')
    await eventually(() => (text().includes('It could not be read.') ? undefined : true))
  })
})

it('a fleet that failed to start says in every view why, and offers the way round', async () => {
  useFleet.setState({ status: fakeStatus('failed') })
  await show(fakeBridge('failed'), VersionsView)
  await says('The fleet did not start')
  await says('python3 (process 4242) listens on 127.0.0.1:8080')
  await find('button', 'Choose another port')
})

it('where there is no table, the start that makes one is a click away', async () => {
  const fake = fakeBridge('ready')
  const none: Bridge = {
    ...fake,
    call: (channel, input) =>
      channel === 'tables.list'
        ? { answer: Promise.resolve(good([])), cancel: () => undefined }
        : fake.call(channel, input),
  }
  await show(none, AnnotationsView)
  await says('No table yet')
  await press('button', 'Get demo-ready')
})

it('a filter that leaves no row is cleared where its result is missing', async () => {
  await show(fakeBridge('ready'), AnnotationsView)
  await says('L5 pyramidal')
  await type(await find('textbox', 'Value to filter by'), 'nobody wrote this')
  await says('No row matches')
  await press('button', 'Clear the filter')
  await says('L5 pyramidal')
})

describe('a stream whose first lines are not in', () => {
  it.each([
    ['Reading the log', LogsView, 'fleet.logs', 'Nothing logged yet'],
    ['Reading the newest requests', RequestsView, 'fleet.requests', 'No request yet'],
  ] as const)('says that it is read, not that there are none: %s', async (reading, View, channel, none) => {
    const { bridge, streams } = manualBridge()
    await show(bridge, View)
    expect(document.querySelector('.skeleton')?.getAttribute('aria-label')).toBe(reading)
    expect(text()).not.toContain(none)
    ;(await eventually(() => streams.find((stream) => stream.channel === channel))).item(good([]))
    await says(none)
  })

  it('requests: says that it was cut, and shows all that a filter left out', async () => {
    const { bridge, streams } = manualBridge()
    await show(bridge, RequestsView)
    const stream = await eventually(() => streams.find(({ channel }) => channel === 'fleet.requests'))
    const entry = {
      time: '2026-11-27T00:00:00.000Z',
      method: 'GET',
      path: '/x',
      status: 200,
      milliseconds: 3,
    }
    stream.item(good([{ ...entry, id: 1, service: 'info', agent: 'RealCAVE' }]))
    await says('No request matches')
    await press('button', 'Show all requests')
    await says('1 of 1 request')
    stream.ended()
    await settle()
    await says('Reconnecting…')
  })
})
