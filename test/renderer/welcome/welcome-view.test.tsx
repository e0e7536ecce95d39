// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import type { FleetStatus } from '../../../src/shared/domain/fleet'
import type { PythonEnvironment } from '../../../src/shared/domain/terminal'
import { Failure } from '../../../src/shared/errors'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { useLessonRun } from '../../../src/renderer/lessons/lesson-run'
import { RunWanted } from '../../../src/renderer/lessons/run-wanted'
import { keepSession } from '../../../src/renderer/terminal/session-memory'
import { wantSteps } from '../../../src/renderer/terminal/wanted-steps'
import { useTour } from '../../../src/renderer/tour/tour-state'
import { QueryAnswer } from '../../../src/renderer/welcome/query-answer'
import { WelcomeView } from '../../../src/renderer/welcome/welcome-view'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeEngine } from '../fake/fake-engine'
import { fakeStatus, type Scene } from '../fake/fake-fleet'
import { FakeLessons } from '../fake/fake-lessons'
import { good } from '../support/manual-bridge'
import { all, draw, eventually, find, press, says, text } from '../support/page'

const session = '00000000-0000-4000-8000-000000000001'
const noDocker = new Failure({
  code: 'ENGINE_MISSING',
  what: 'No Docker engine answers.',
  why: 'Docker Desktop is installed, but does not run.',
  fix: 'Start it.',
}).info
const noPython = new Failure({
  code: 'PYTHON_MISSING',
  what: 'There is no Python on this machine.',
  why: 'Neither python3 nor python was found.',
  fix: 'Install Python 3.11.',
}).info

let asked: string[]
beforeEach(() => {
  asked = []
  keepSession(session)
  useLessonRun.setState({ asking: null, refused: null })
  wantSteps(null)
  useTour.setState({ stop: null })
})
afterEach(() => {
  location.hash = ''
})

/** Notes what is asked; its Python is as told. */
const watched = (bridge: Bridge, python?: PythonEnvironment): Bridge => ({
  ...bridge,
  call: (channel, input) => {
    asked.push(channel)
    return bridge.call(channel, input)
  },
  stream: (channel, input, item, ended) => {
    if (python === undefined || channel !== 'terminal.environment')
      return bridge.stream(channel, input, item, ended)
    Reflect.apply(item, undefined, [{ ok: true, value: python }])
    return () => undefined
  },
})

interface Around {
  readonly engine?: FakeEngine
  readonly lessons?: FakeLessons
  readonly python?: PythonEnvironment
  readonly status?: Partial<FleetStatus>
}

const show = async (scene: Exclude<Scene, 'looking'>, around: Around = {}): Promise<void> => {
  const { engine, lessons = new FakeLessons(), python, status } = around
  useFleet.setState({ status: { ...fakeStatus(scene), ...status } })
  await draw(
    watched(fakeBridge(scene, engine, undefined, undefined, lessons), python),
    <FleetActions>
      <RunWanted />
      <WelcomeView />
    </FleetActions>,
  )
}

test('says which fleet there is and why, and what the genuine one would be to download', async () => {
  await show('down')
  await says('You have the practice fleet')
  await says('No Docker engine answers on this machine, so the embedded stand-in runs.')
  await says('1.6 GB to download, about 5 min on a usual line, and 4.3 GB of disk')
  await press('button', 'The genuine fleet, and what it takes')
  await find('button', 'Get the genuine fleet (1.6 GB, about 5 min)')
  await says('realcave images save FOLDER')
})

test('where Docker does not run, says so and offers its start', async () => {
  await show('down', { engine: new FakeEngine({ trouble: noDocker, remedy: 'start' }) })
  await says('The genuine fleet needs Docker. No Docker engine answers.')
  await press('button', 'The genuine fleet, and what it takes')
  await find('button', 'Start Docker Desktop')
})

test('a genuine fleet that was asked for says what its start downloads', async () => {
  await show('down', { status: { kind: 'genuine', reason: 'The genuine fleet was asked for.' } })
  await says('You have the genuine fleet')
  await says('Its first start downloads 1.6 GB, about 5 min')
  await says('The first time takes about half a minute')
})

test('without a fleet that can be used, says why and leads to practice', async () => {
  useFleet.setState({ status: null, error: noDocker })
  await draw(
    fakeBridge('looking', new FakeEngine({ trouble: noDocker, remedy: 'start' })),
    <FleetActions>
      <RunWanted />
      <WelcomeView />
    </FleetActions>,
  )
  await says('Docker Desktop is installed, but does not run.')
  await find('button', 'Start Docker Desktop')
  await find('button', 'Switch to practice')
})

test('a fleet that is down is started with one click, and the question comes after', async () => {
  await show('down')
  await says('One line of Python: which cell does each annotated point lie on?')
  expect(all('button').some((button) => button.textContent === 'Run the first query')).toBe(false)
  await press('button', 'Get demo-ready')
  expect(asked).toContain('fleet.up')
})

test('a start that goes on tells how far it is; one that failed says why, with the way round', async () => {
  await show('starting')
  await says(/3 of \d steps/)
  await says('Datastack, Services')
  document.body.replaceChildren()
  await show('failed')
  await says('Port 8080 is taken.')
  await find('button', 'Choose another port')
  await find('button', 'Try again')
})

test('one click types the question into the terminal; its answer is explained, and the home remembers', async () => {
  const lessons = new FakeLessons()
  await show('ready', { lessons })
  await says('client.materialize.query_table("my_cave_table")')
  await press('button', 'Run the first query')
  await says('You asked it the first question')
  expect(lessons.asked).toEqual([{ session, key: 'first-query', from: 0, through: 0, paced: true }])
  await says('CAVE has answered.')
  await says('2 points lie on one cell, 288230376151711745.')
  await says('The cell that this piece belongs to.')
  const heads = await eventually(() => {
    const found = [...document.querySelectorAll('th')].map((head) => head.textContent)
    return found.length > 0 ? found : undefined
  })
  expect(heads).toEqual(['id', 'tag', 'pt_position', 'pt_supervoxel_id', 'pt_root_id'])
  expect(asked.filter((channel) => channel === 'welcome.done')).toHaveLength(1)
  await find('link', 'Go through a lesson')
})

test('without a Python the question is asked through the panel, and its code can still be copied', async () => {
  keepSession(null)
  await show('ready', {
    python: { state: 'failed', detail: 'No Python', progress: null, error: noPython },
  })
  await says('The terminal has no Python yet. There is no Python on this machine.')
  expect(all('button').some((button) => button.textContent === 'Run the first query')).toBe(false)
  await press('button', 'Ask through the panel instead')
  await says('The panel read this itself')
  await says('Version 3 of my_cave_table')
  await find('button', 'Copy this code')
  expect(asked).toContain('welcome.done')
})

test('while Python is prepared the question waits, and need not be waited for', async () => {
  keepSession(null)
  await show('ready', {
    python: { state: 'preparing', detail: 'Installing caveclient', progress: 0.3, error: null },
  })
  await press('button', 'Run the first query')
  await says('It is typed as soon as Python is ready, whichever view you are in then')
  await press('button', 'Ask through the panel now')
  await says('The panel read this itself')
})

test('skipped, it is put away for good and leads to the fleet', async () => {
  await show('ready')
  await press('button', 'Skip this')
  expect(asked).toContain('welcome.done')
  expect(location.hash).toBe('#/services')
})

test('leads into the tour', async () => {
  await show('ready')
  await press('button', 'Take the tour (2 minutes)')
  expect(useTour.getState().stop).toBe(0)
  expect(text()).not.toContain('undefined')
})

test('a point outside the segmentation is not counted as one on a cell, and no text is drawn whole', async () => {
  const bridge = fakeBridge('ready')
  const column = (name: string, kind: string) => ({ name, kind, editable: false, required: false })
  const value = {
    columns: [column('id', 'id'), column('tag', 'text'), column('pt_root_id', 'id')],
    rows: [
      ['1', 'x'.repeat(20_000), '864691132158027777'],
      ['2', 'b', '0'],
    ],
    total: 2,
  }
  const told: Bridge = {
    ...bridge,
    call: (channel, input) =>
      channel === 'versions.page'
        ? { answer: Promise.resolve(good(value)), cancel: () => undefined }
        : bridge.call(channel, input),
  }
  await draw(told, <QueryAnswer byPanel={false} />)
  await says('2 points lie on one cell, 864691132158027777, 1 of them outside the segmentation, on none.')
  await says('0 · outside')
  expect(document.querySelector('.welcome-cell[title^="xxx"]')?.className).toBe('welcome-cell')
})

test('an answer of more rows than are shown says of how many it speaks', async () => {
  const bridge = fakeBridge('ready')
  const annotations = [1, 2, 3, 4].map((place) => ({ pt_position: [600, 100, place], tag: 'cell' }))
  await bridge.call('annotations.add', { table: 'my_cave_table', annotations }).answer
  await draw(bridge, <QueryAnswer byPanel={false} />)
  await says(/The first 5 of 6 points lie on /)
})
