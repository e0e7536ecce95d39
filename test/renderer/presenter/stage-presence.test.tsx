// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { createQueryClient } from '../../../src/renderer/core/query-client'
import {
  openSpeakerEnd,
  openStageEnd,
  type Snapshot,
  type ToStage,
} from '../../../src/renderer/presenter/link'
import { keepOnStage, useOnStage } from '../../../src/renderer/views/on-stage'
import { SpeakerPage } from '../../../src/renderer/presenter/speaker-page'
import { holdStage } from '../../../src/renderer/presenter/stage-lock'
import type { Bridge } from '../../../src/shared/bridge'
import type { CallName } from '../../../src/shared/contract'
import { Failure, type ErrorInfo } from '../../../src/shared/errors'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { FakeLessons, fakeLesson } from '../fake/fake-lessons'
import { draw, eventually, find, leave, press, put, says, settle, text } from '../support/page'
import { useFakeLocks, type FakeLocks } from './fake-locks'
import { typing } from './fake-screen'
import { refusal } from './stage-world'

vi.mock('../../../src/renderer/terminal/screen', () => import('./fake-screen'))

const { StagePage } = await import('../../../src/renderer/presenter/stage-page')

let locks: FakeLocks
let lessons: FakeLessons
let speaker: ReturnType<typeof openSpeakerEnd>
let told: Snapshot | null
/** What was asked of the core, and what it refuses. */
let asked: CallName[]
let refused: Partial<Record<CallName, ErrorInfo>>

beforeEach(() => {
  locks = useFakeLocks()
  lessons = new FakeLessons()
  told = null
  asked = []
  refused = {}
  speaker = openSpeakerEnd((message) => {
    if (message.kind === 'now') told = message.now
  })
})
afterEach(() => {
  speaker.close()
  keepOnStage(null)
})

const bridgeOf = (more: Partial<Bridge> = {}): Bridge => {
  const bridge = fakeBridge('ready', undefined, undefined, undefined, lessons)
  return {
    ...bridge,
    call: (channel, input) => {
      asked.push(channel)
      const error = refused[channel]
      if (error === undefined) return bridge.call(channel, input)
      return { answer: Promise.resolve({ ok: false, error }), cancel: () => undefined }
    },
    ...more,
  }
}
const present = async (bridge = bridgeOf()): Promise<void> => {
  useFleet.setState({ status: fakeStatus('ready') })
  keepOnStage({ lesson: 'proof', step: 0 })
  await draw(bridge, <StagePage />)
}
const ready = () => eventually(() => (told?.state.python === 'ready' ? true : undefined))
const key = async (name: string): Promise<void> => {
  dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await settle()
}
const resets = (): number => asked.filter((channel) => channel === 'fleet.reset').length

describe('starting over with nothing but the stage', () => {
  test('says how much goes, and Enter counts only from then on', async () => {
    await present()
    await ready()
    await key('Home')
    await says('Looking what would go…')
    await key('Enter')
    expect(resets()).toBe(0)
    await says(
      '1 table of your own and 2 versions go for good. 1 table goes back to the rows of the baseline.',
    )
    expect(text()).not.toContain('synapses_of_anna')
    await key('Enter')
    await says('Back to the beginning.')
    expect(resets()).toBe(1)
  })

  test('where that cannot be read it says so with the way on, and not why', async () => {
    refused = { 'fleet.resetPlan': refusal }
    await present()
    await ready()
    await key('Home')
    await says('nothing is started over')
    expect(text()).not.toContain(refusal.why)
    await key('Enter')
    expect(resets()).toBe(0)
    refused = {}
    await key('Home')
    await says('2 versions go for good')
    await key('Escape')
    await eventually(() => (document.querySelector('.stage-ask') === null ? true : undefined))
  })
})

describe('with a speaker’s window', () => {
  test('its question is read there, and the stage has a short sign; when it has gone, the stage asks itself', async () => {
    const closed = await locks.hold('realcave.speaker', 'shared')
    await present()
    await ready()
    speaker.say({ kind: 'hello' })
    await key('Home')
    await says('Start over? · Enter')
    expect(document.querySelector('.stage-ask')).toBeNull()
    // It crashed: it says no word.
    closed()
    await says('2 versions go for good')
  })

  test('its last word may come as it goes: the stage asks itself then, too', async () => {
    await present()
    await ready()
    for (let times = 0; times < 20; times += 1) {
      const closed = await locks.hold('realcave.speaker', 'shared')
      speaker.say({ kind: 'hello' })
      await settle()
      // However the two meet on their way.
      setTimeout(closed, times % 5)
      speaker.say({ kind: 'hello' })
    }
    await key('Home')
    await says('2 versions go for good')
  })

  test('one of two that closes leaves the other', async () => {
    const closed = await locks.hold('realcave.speaker', 'shared')
    await locks.hold('realcave.speaker', 'shared')
    await present()
    await ready()
    speaker.say({ kind: 'hello' })
    closed()
    await key('Home')
    await says('Start over? · Enter')
    expect(document.querySelector('.stage-ask')).toBeNull()
  })

  test('a stage that comes anew, and one in the place of another, hears of it without a click there', async () => {
    const heard: ToStage['kind'][] = []
    await put(<SpeakerPage />, createQueryClient())
    await eventually(() => (locks.isHeld('realcave.speaker') ? true : undefined))
    await settle()
    const stage = openStageEnd(({ kind }) => heard.push(kind))
    stage.say({ kind: 'come' })
    await eventually(() => (heard.length === 1 ? true : undefined))
    stage.say({ kind: 'left' })
    await eventually(() => (heard.length === 2 ? true : undefined))
    expect(heard).toEqual(['hello', 'hello'])
    stage.close()
  })
})

describe('the speaker’s window', () => {
  test('asks who is there when a stage ended without a word: another may have told before what is on it', async () => {
    await present()
    const now = await eventually(() => told ?? undefined)
    leave()
    const heard: ToStage['kind'][] = []
    const gone = await locks.hold('realcave.stage.page')
    await put(<SpeakerPage />, createQueryClient())
    const stage = openStageEnd(({ kind }) => heard.push(kind))
    await eventually(() => (locks.isHeld('realcave.speaker') ? true : undefined))
    await settle()
    stage.say({ kind: 'now', now })
    await says('Look at the request log.')
    await settle()
    heard.length = 0
    gone()
    await says('No lesson is on stage')
    await eventually(() => (heard.includes('hello') ? true : undefined))
    stage.close()
  })
})

describe('the stage’s lock', () => {
  test('of a stage that was taken nothing is held any more, although its page lives on', async () => {
    const said: string[] = []
    const here = new AbortController()
    void holdStage(false, (held) => said.push(`here ${held}`), here.signal)
    await eventually(() => (locks.isHeld('realcave.stage.page') ? true : undefined))
    const there = new AbortController()
    void holdStage(true, (held) => said.push(`there ${held}`), there.signal)
    await eventually(() => (said.includes('here elsewhere') ? true : undefined))
    there.abort()
    await settle()
    expect(locks.isHeld('realcave.stage.page')).toBe(false)
    here.abort()
  })
})

describe('what goes wrong before an audience', () => {
  test('lessons that cannot be read are told with the reason, and the way out', async () => {
    const bridge = bridgeOf()
    const refuses: Bridge['stream'] = (channel, input, item, ended) => {
      if (channel !== 'lessons.watch') return bridge.stream(channel, input, item, ended)
      item({ ok: false, error: refusal })
      return () => undefined
    }
    await present({ ...bridge, stream: refuses })
    await says(refusal.why)
    await press('button', 'Leave the stage')
    expect(useOnStage.getState().now).toBeNull()
  })

  test('while the lesson is waited for, Esc leads out', async () => {
    const bridge = bridgeOf()
    const waits: Bridge['stream'] = (channel, input, item, ended) =>
      channel === 'lessons.watch' ? () => undefined : bridge.stream(channel, input, item, ended)
    await present({ ...bridge, stream: waits })
    await find('button', 'Leave the stage')
    await key('Escape')
    expect(useOnStage.getState().now).toBeNull()
  })

  test('a key that comes when Python has ended starts another one; one that is refused otherwise ends nothing', async () => {
    await present()
    await ready()
    const opened = (): number => asked.filter((channel) => channel === 'terminal.open').length
    refused = { 'terminal.write': refusal }
    typing.type('a')
    await settle()
    expect(opened()).toBe(1)
    const closed = new Failure({ ...refusal, code: 'TERMINAL_CLOSED' }).info
    refused = { 'terminal.write': closed }
    typing.type('b')
    typing.type('c')
    await eventually(() => (opened() === 2 ? true : undefined))
    await settle()
    expect(opened()).toBe(2)
  })

  const withMenu = () => {
    const bridge = bridgeOf()
    const chosen: { item: (() => void) | null } = { item: null }
    const stream: Bridge['stream'] = (channel, input, item, ended) => {
      if (channel !== 'menu.chosen') return bridge.stream(channel, input, item, ended)
      chosen.item = () => Reflect.apply(item, undefined, [{ ok: true, value: { command: 'annotations' } }])
      return () => undefined
    }
    return { menu: { ...bridge, shell: 'electron' as const, stream }, choose: () => chosen.item?.() }
  }

  test('what is chosen in the window’s menu is refused with a word where the stage is in another window, too', async () => {
    await locks.hold('realcave.stage')
    const { menu, choose } = withMenu()
    await present(menu)
    await says('The stage is in another window')
    await settle()
    choose()
    await says('The menu is the panel’s')
  })

  test('what is chosen in the window’s menu is refused with a word, until the next key', async () => {
    const { menu, choose } = withMenu()
    await present(menu)
    await ready()
    choose()
    await says('The menu is the panel’s')
    await key('b')
    await eventually(() => (text().includes('The menu is the panel’s') ? undefined : true))
  })

  test('a step that gains commands while it is on stage is run by the next key', async () => {
    const steps = fakeLesson.steps.map((step, at) => (at === 0 ? { ...step, run: [], expect: [] } : step))
    const shelfOf = (lesson: typeof fakeLesson) => ({
      lessons: [{ key: 'proof', source: 'shipped' as const, file: 'proof.yaml', lesson, error: null }],
    })
    lessons.set(shelfOf({ ...fakeLesson, steps }))
    await present()
    await ready()
    lessons.set(shelfOf(fakeLesson))
    await eventually(() => (told?.state.runnable[0] === true ? true : undefined))
    await key('PageDown')
    await eventually(() => lessons.asked[0])
    expect(lessons.asked).toMatchObject([{ from: 0 }])
  })
})
