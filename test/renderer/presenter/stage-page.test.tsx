// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { openSpeakerEnd, type Snapshot } from '../../../src/renderer/presenter/link'
import { keepOnStage, useOnStage } from '../../../src/renderer/views/on-stage'
import { goOnStage } from '../../../src/renderer/views/go-on-stage'
import { runInTerminal, takeTerminalInput } from '../../../src/renderer/terminal/terminal-input'
import { setPace } from '../../../src/renderer/presenter/pace'
import { toast } from '../../../src/renderer/components/toast'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { FakeLessons } from '../fake/fake-lessons'
import { useFakeLocks, type FakeLocks } from './fake-locks'
import { draw, eventually, find, says, settle, text } from '../support/page'

vi.mock('../../../src/renderer/terminal/screen', () => import('./fake-screen'))

const { StagePage } = await import('../../../src/renderer/presenter/stage-page')

let locks: FakeLocks
let lessons: FakeLessons
let speaker: ReturnType<typeof openSpeakerEnd>
let told: Snapshot | null

beforeEach(() => {
  lessons = new FakeLessons()
  locks = useFakeLocks()
  told = null
  setPace({ keyTime: 24, rehearsal: false })
  speaker = openSpeakerEnd((message) => {
    if (message.kind !== 'come') told = message.kind === 'now' ? message.now : null
  })
})
afterEach(() => {
  speaker.close()
  keepOnStage(null)
})

const present = async (): Promise<void> => {
  useFleet.setState({ status: fakeStatus('ready') })
  keepOnStage({ lesson: 'proof', step: 0 })
  await draw(fakeBridge('ready', undefined, undefined, undefined, lessons), <StagePage />)
}
const presentReady = async (): Promise<void> => {
  await present()
  await eventually(() => (told?.state.python === 'ready' ? true : undefined))
}
const key = async (name: string): Promise<void> => {
  dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await settle()
}
const heading = (): string => document.querySelector('.stage-told h1')?.textContent ?? ''

test('the stage tells the step; the clicker runs it in a Python of its own, typed at the chosen speed, and goes on', async () => {
  await presentReady()
  await says('one address')
  await key('+')
  await key('PageDown')
  await says('Its check holds')
  expect(lessons.asked).toMatchObject([{ key: 'proof', from: 0, through: 0, paced: true, keyTime: 16 }])
  await key('PageDown')
  await eventually(() => (heading() === '2. Roots' ? true : undefined))
  expect(lessons.asked).toHaveLength(1)
})

test('a check that does not hold: the stage says one moment, the speaker’s window why; the speaker goes on', async () => {
  await presentReady()
  await says('one address')
  speaker.say({ kind: 'wish', wish: { kind: 'jump', step: 1 } })
  await eventually(() => (heading() === '2. Roots' ? true : undefined))
  await eventually(() => (told?.state.phase === 'told' ? true : undefined))
  expect(lessons.asked).toMatchObject([{ from: 0, paced: false }])
  speaker.say({ kind: 'wish', wish: { kind: 'next' } })
  await says('One moment, please.')
  expect(text()).not.toContain('compared with 7')
  const { trouble } = await eventually(() => (told?.state.trouble ? told.state : undefined))
  expect(trouble?.report?.checks.map(({ detail }) => detail)).toContain(
    'found 288230376151711745; compared with 7',
  )
  speaker.say({ kind: 'wish', wish: { kind: 'accept' } })
  await eventually(() => (told?.state.phase === 'done' ? true : undefined))
  speaker.say({ kind: 'wish', wish: { kind: 'next' } })
  await says('Thank you')
})

test('what is typed into a dialog of the view leads nothing; a clicker leads all the same', async () => {
  await presentReady()
  await says('one address')
  const field = document.createElement('input')
  document.body.append(field)
  for (const name of [' ', 'b', '3', 'Enter', 'Home', 'Escape']) {
    const pressed = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })
    field.dispatchEvent(pressed)
    expect([name, pressed.defaultPrevented]).toEqual([name, false])
  }
  await settle()
  expect(told?.state).toMatchObject({ phase: 'told', step: 0, black: false, asking: null, digits: '' })
  expect(useOnStage.getState().now).not.toBeNull()
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }))
  await says('Its check holds')
  field.remove()
})

test('what waited for the panel’s Python does not go on stage with it', () => {
  Object.defineProperty(document.documentElement, 'requestFullscreen', {
    configurable: true,
    value: async () => undefined,
  })
  runInTerminal('private = 1')
  goOnStage('proof')
  expect(takeTerminalInput()).toEqual([])
})

test('a rehearsal writes commands at once', async () => {
  await presentReady()
  await says('one address')
  speaker.say({ kind: 'pace', keyTime: 8, rehearsal: true })
  await says('Rehearsal')
  await key('PageDown')
  await eventually(() => lessons.asked[0])
  expect(lessons.asked).toMatchObject([{ paced: false, keyTime: 8 }])
})

test('the notes and what happens elsewhere are not on stage', async () => {
  await presentReady()
  await says('one address')
  toast({ tone: 'bad', title: 'A private matter' })
  await settle()
  expect(text()).not.toContain('A private matter')
  expect(text()).not.toContain('Look at the request log.')
  expect(text()).not.toContain('Break it and heal it')
})

test('Esc leaves: the panel is there again, and the speaker’s window is told', async () => {
  await presentReady()
  await says('one address')
  await key('Escape')
  await eventually(() => (useOnStage.getState().now === null ? true : undefined))
})

test('a second window waits until it is told to take the stage', async () => {
  await locks.hold('realcave.stage')
  await present()
  await says('The stage is in another window')
  const take = await find('button', 'Present here instead')
  take.click()
  await says('one address')
})
