// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { Snapshot, ToStage } from '../../../src/renderer/presenter/link'
import { Speaker } from '../../../src/renderer/presenter/speaker'
import { firstState, type StageState } from '../../../src/renderer/presenter/stage-state'
import { fakeLesson } from '../fake/fake-lessons'
import { fakePlan } from '../fake/fake-fleet'
import { createQueryClient } from '../../../src/renderer/core/query-client'
import { find, leave, press, put, says, settle, text } from '../support/page'
import { refusal, reportOf } from './stage-world'

let said: ToStage[]

beforeEach(() => {
  said = []
})

const show = async (state: Partial<StageState> = {}, more: Partial<Snapshot> = {}): Promise<void> => {
  const now: Snapshot = {
    lesson: fakeLesson,
    state: { ...firstState([true, true]), fleet: 'ready', python: 'ready', ...state },
    report: null,
    begunAt: null,
    keyTime: 24,
    rehearsal: false,
    fleet: { kind: 'practice', phase: 'ready', job: null },
    ...more,
  }
  await put(<Speaker now={now} say={(message) => said.push(message)} />, createQueryClient())
}
const wishes = () => said.flatMap((message) => (message.kind === 'wish' ? [message.wish] : []))

test('the speaker has the notes, what is typed, the next step, and the way to every step', async () => {
  await show()
  await says('Look at the request log.')
  expect(text()).toContain('client.info.get_datastacks()')
  expect((await find('region', 'Next').catch(() => document.body)).textContent).toContain('2. Roots')
  await press('button', /2\. Roots/)
  expect(wishes()).toEqual([{ kind: 'jump', step: 1 }])
})

test('buttons and a clicker at this window do what the stage’s keys do', async () => {
  await show()
  await press('button', 'Next')
  dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', cancelable: true }))
  await settle()
  await press('button', 'Darken')
  expect(wishes()).toEqual([{ kind: 'next' }, { kind: 'next' }, { kind: 'black' }])
  // Nothing is half done, and the stage is not left from here by a slip.
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }))
  await settle()
  expect(wishes()).toHaveLength(3)
  await press('button', 'Type faster')
  expect(said.at(-1)).toEqual({ kind: 'pace', keyTime: 16, rehearsal: false })
})

test('after a failure: the line, its error, and four ways on', async () => {
  await show({ phase: 'failed', trouble: { of: 0, report: reportOf(false), error: null } })
  await says('AttributeError: nothing')
  expect(text()).toContain('client.nothing()')
  for (const name of ['Try again', 'Skip this step', 'Go on as it is']) await press('button', name)
  expect(wishes()).toEqual([{ kind: 'again' }, { kind: 'skip' }, { kind: 'accept' }])
})

test('what could not begin says what, why and what to do', async () => {
  await show({ phase: 'failed', trouble: { of: 0, report: null, error: refusal } })
  await says('Nothing answers.')
  expect(text()).toContain('Start the fleet.')
})

test('starting over names what goes before it is done', async () => {
  await show({ asking: { id: 1, plan: null, error: null } })
  const yes = await find('button', 'Start over')
  expect(yes.matches(':disabled')).toBe(true)
  leave()
  await show({ asking: { id: 1, plan: fakePlan(true), error: null } })
  for (const { name } of fakePlan(true).tables) expect(text()).toContain(name)
  expect(text()).toContain('Versions that go: 2, 3.')
  await press('button', 'Start over')
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }))
  await settle()
  expect(wishes()).toEqual([{ kind: 'confirm' }, { kind: 'cancel' }])
})

test('where nobody can tell what goes, it says why and looks again; nothing else can be pressed', async () => {
  await show({ asking: { id: 1, plan: null, error: refusal } })
  await says('Nothing answers.')
  for (const name of ['Start over', 'Next', 'Back', /2\. Roots/])
    expect([name, (await find('button', name)).matches(':disabled')]).toEqual([name, true])
  await press('button', 'Read again')
  expect(wishes()).toEqual([{ kind: 'over' }])
})

test('of a service’s whole traceback the first line is read; the rest is folded', async () => {
  const error = `requests.exceptions.HTTPError: 500 Server Error content:b'{"traceback": ["Traceback ${'in '.repeat(200)}'`
  const report = { ...reportOf(false), stopped: { line: 'client.nothing()', error } }
  await show({ phase: 'failed', trouble: { of: 0, report, error: null } })
  await says('requests.exceptions.HTTPError: 500 Server Error')
  const folded = document.querySelector('details')
  expect(folded?.open).toBe(false)
  expect(folded?.textContent).toContain('"traceback"')
  expect(text().replace(folded?.textContent ?? '', '')).not.toContain('traceback')
})

test('a fleet that the lesson is not for is said to be that: getting it ready would change nothing', async () => {
  await show({ fleet: 'other', phase: 'waiting' }, { lesson: { ...fakeLesson, fleets: ['genuine'] } })
  await says('This lesson is for the genuine fleet. The practice fleet runs here.')
  expect(text()).not.toContain('Get it ready')
})

test('a fleet that is lost is told, and got ready from here', async () => {
  await show({ fleet: 'lost', phase: 'waiting' }, { fleet: { kind: 'practice', phase: 'down', job: null } })
  await says('The fleet is not to be asked: practice, down.')
  await press('button', 'Get it ready')
  expect(said).toEqual([{ kind: 'up' }])
})
