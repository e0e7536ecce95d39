// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import type { PythonEnvironment } from '../../../src/shared/domain/terminal'
import { Failure } from '../../../src/shared/errors'
import { toasts } from '../../../src/renderer/components/toast'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { useLessonRun } from '../../../src/renderer/lessons/lesson-run'
import { Shell } from '../../../src/renderer/shell/shell'
import { openDock, useDock } from '../../../src/renderer/terminal/dock-state'
import { keepSession } from '../../../src/renderer/terminal/session-memory'
import { takeTerminalInput } from '../../../src/renderer/terminal/terminal-input'
import { wantSteps } from '../../../src/renderer/terminal/wanted-steps'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeLessons } from '../fake/fake-lessons'
import { good, refusal } from '../support/manual-bridge'
import { draw, eventually, find, leave, press, says, settle, text } from '../support/page'

vi.mock('../../../src/renderer/terminal/screen', () => import('../presenter/fake-screen'))

const installing: PythonEnvironment = {
  state: 'preparing',
  detail: 'Installing caveclient',
  progress: 0.3,
  error: null,
}
const ready: PythonEnvironment = { ...installing, state: 'ready', detail: 'Python 3.11.2', progress: 1 }
const failed: PythonEnvironment = {
  ...installing,
  state: 'failed',
  error: new Failure({
    code: 'PYTHON_SETUP_FAILED',
    what: 'No package index.',
    why: 'Offline.',
    fix: 'Go online.',
  }).info,
}

let lessons: FakeLessons
let refusesTerminals: boolean
let environment: PythonEnvironment
let followers: Set<(told: ReturnType<typeof good>) => void>

/** A machine whose Python comes when the test says so. */
const slowPython = (bridge: Bridge): Bridge => ({
  ...bridge,
  call: (channel, input) =>
    channel === 'terminal.open' && refusesTerminals
      ? { answer: Promise.resolve(refusal('TERMINAL_CLOSED')), cancel: () => undefined }
      : bridge.call(channel, input),
  stream: (channel, input, item, ended) => {
    if (channel !== 'terminal.environment') return bridge.stream(channel, input, item, ended)
    const follower = (told: ReturnType<typeof good>): void => item(told)
    followers.add(follower)
    follower(good(environment))
    return () => void followers.delete(follower)
  },
})

const becomes = async (next: PythonEnvironment): Promise<void> => {
  environment = next
  // One that ends and begins again as it is told hears it at its beginning.
  const told = Array.from(followers)
  for (const follower of told) follower(good(next))
  await settle()
}

const open = async (): Promise<void> => {
  await draw(slowPython(fakeBridge('ready', undefined, undefined, undefined, lessons)), <Shell />)
}

/** As a newcomer does: at once, while Python is still being installed. */
const askEarly = async (): Promise<void> => {
  location.hash = '#/welcome'
  await open()
  await press('button', 'Run the first query')
  await says('It is typed as soon as Python is ready')
  expect(lessons.asked).toEqual([])
}

const isTyped = async (): Promise<void> => {
  await becomes(ready)
  await eventually(() => (lessons.asked.length > 0 ? true : undefined))
  expect(lessons.asked).toMatchObject([{ key: 'first-query', from: 0, through: 0, paced: true }])
}

beforeEach(() => {
  lessons = new FakeLessons()
  refusesTerminals = false
  environment = installing
  followers = new Set()
  keepSession(null)
  openDock(true)
  useLessonRun.setState({ asking: null, refused: null })
  wantSteps(null)
  takeTerminalInput()
})
afterEach(() => {
  toasts.close()
  location.hash = ''
})

test('the first query that was asked for early is typed when Python is ready', async () => {
  await askEarly()
  await isTyped()
  await says('You asked it the first question')
})

test('it is typed for whoever looks at another view by then, and told there', async () => {
  await askEarly()
  location.hash = '#/annotations'
  await says('As soon as Python is ready:runsYour first query')
  await isTyped()
  await says('Your first query: every step passed')
})

test('it is typed while a dialog is in front', async () => {
  await askEarly()
  location.hash = '#/annotations'
  await press('button', 'New table')
  await find('dialog')
  await isTyped()
  await find('dialog')
})

test('it is typed where the terminal was closed meanwhile, which opens for it', async () => {
  await askEarly()
  await press('button', 'Close the terminal')
  await settle()
  expect(useDock.getState().open).toBe(false)
  await isTyped()
  expect(useDock.getState().open).toBe(true)
})

test('a tab that is brought back the next day wants nothing any more', async () => {
  wantSteps({ key: 'first-query', title: 'Your first query', from: 0, through: 0, paced: true })
  const kept = JSON.parse(sessionStorage.getItem('realcave.wanted') ?? '')
  const recalled = async () => {
    vi.resetModules()
    const { useWantedSteps } = await import('../../../src/renderer/terminal/wanted-steps')
    return useWantedSteps.getState().wanted
  }
  expect(await recalled()).toMatchObject({ key: 'first-query' })
  sessionStorage.setItem('realcave.wanted', JSON.stringify({ ...kept, since: kept.since - 3_600_000 }))
  expect(await recalled()).toBeNull()
})

test('a terminal that is closed again while no session comes stays closed', async () => {
  refusesTerminals = true
  await askEarly()
  await press('button', 'Close the terminal')
  await becomes(ready)
  await eventually(() => (useDock.getState().open ? true : undefined))
  await press('button', 'Close the terminal')
  await settle()
  expect(useDock.getState().open).toBe(false)
})

test('it is typed after a reload of the page', async () => {
  await askEarly()
  leave()
  // What a new page begins with.
  vi.resetModules()
  const anew = await import('../../../src/renderer/terminal/wanted-steps')
  const { wanted } = anew.useWantedSteps.getState()
  expect(wanted).toMatchObject({ key: 'first-query', paced: true })
  wantSteps(wanted)
  location.hash = '#/versions'
  await open()
  await isTyped()
})

test('it can be forgotten from any view', async () => {
  await askEarly()
  location.hash = '#/versions'
  await press('button', 'Forget it')
  await becomes(ready)
  await settle()
  expect(lessons.asked).toEqual([])
  expect(sessionStorage.getItem('realcave.wanted')).toBeNull()
})

test('a Python that cannot be had is told wherever one is; what waits is typed once there is one', async () => {
  await askEarly()
  location.hash = '#/versions'
  await says('As soon as Python is ready')
  await becomes(failed)
  await says('“Your first query” still waits for Python')
  expect(text()).toContain('No package index. Go online.')
  await isTyped()
})

test('steps wait while the panel’s own program does not answer', async () => {
  keepSession('00000000-0000-4000-8000-000000000001')
  location.hash = '#/versions'
  await open()
  useFleet.setState({ link: 'lost' })
  wantSteps({ key: 'first-query', title: 'Your first query', from: 0, through: 0, paced: true })
  await settle()
  expect(lessons.asked).toEqual([])
  useFleet.setState({ link: 'open' })
  await eventually(() => (lessons.asked.length > 0 ? true : undefined))
})

test('steps that wait for another lesson’s end run after it', async () => {
  keepSession('00000000-0000-4000-8000-000000000001')
  useLessonRun.setState({
    asking: { session: 'x', key: 'proof', from: 0, through: 0, paced: false },
    refused: null,
  })
  location.hash = '#/versions'
  await open()
  wantSteps({ key: 'first-query', title: 'Your first query', from: 0, through: 0, paced: true })
  await settle()
  expect(lessons.asked).toEqual([])
  useLessonRun.setState({ asking: null })
  await eventually(() => (lessons.asked.length > 0 ? true : undefined))
})
