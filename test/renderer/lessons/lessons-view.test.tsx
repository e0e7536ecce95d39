// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { runSteps, useLessonRun } from '../../../src/renderer/lessons/lesson-run'
import { toasts } from '../../../src/renderer/components/toast'
import { RunWanted } from '../../../src/renderer/lessons/run-wanted'
import { LessonsView } from '../../../src/renderer/lessons/lessons-view'
import { askHere } from '../../../src/renderer/views/asked'
import { useOnStage } from '../../../src/renderer/views/on-stage'
import { keepSession } from '../../../src/renderer/terminal/session-memory'
import { wantSteps } from '../../../src/renderer/terminal/wanted-steps'
import { useDock } from '../../../src/renderer/terminal/dock-state'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { FakeLessons } from '../fake/fake-lessons'
import { all, draw, eventually, find, press, says, settle, text, type } from '../support/page'

const session = '00000000-0000-4000-8000-000000000001'
let lessons: FakeLessons

beforeEach(() => {
  lessons = new FakeLessons()
  keepSession(session)
  useLessonRun.setState({ asking: null, refused: null })
  wantSteps(null)
})

const show = async (subject = ''): Promise<void> => {
  useFleet.setState({ status: fakeStatus('ready') })
  await draw(
    fakeBridge('ready', undefined, undefined, undefined, lessons),
    <FleetActions>
      <RunWanted />
      <LessonsView subject={subject} />
    </FleetActions>,
  )
}

const hide = async (): Promise<void> => {
  if (all('button').some((button) => button.getAttribute('aria-label') === 'Hide'))
    await press('button', 'Hide')
}

test('all lessons are there to choose, each with its steps and the fleet that it needs', async () => {
  await show()
  const link = await find('link', /The proof, in two parts/)
  expect(link.getAttribute('href')).toBe('#/lessons/proof')
  expect(link.textContent).toContain('2 steps')
  expect((await find('link', /Break it and heal it/)).textContent).toContain('genuine fleet only')
})

test('own lessons are added by their path; one that cannot be read says where and why; a change of the file is seen', async () => {
  await show()
  await type(await find('textbox', 'File or folder of lessons'), '/home/anna/lessons')
  await press('button', 'Add')
  await says('line 4, column 3')
  lessons.set({ lessons: [] })
  await says(/^(?!.*line 4, column 3)/)
  await press('button', 'Take /home/anna/lessons off the list')
  await says(/^(?!.*Take)/)
})

test('a path that is nothing is refused in words', async () => {
  await show()
  await type(await find('textbox', 'File or folder of lessons'), 'lessons')
  await press('button', 'Add')
  await says('lessons is no lesson file.')
})

test('narration is Markdown; HTML, pictures and other addresses than the web’s come to nothing', async () => {
  await show('proof')
  await says('one address')
  expect(document.querySelector('.narration strong')?.textContent).toBe('one address')
  expect(document.querySelector('.narration script, .narration img')).toBeNull()
  const links = [...document.querySelectorAll('.narration a')].map((link) => link.getAttribute('href'))
  expect(links).toEqual(['https://example.org'])
})

test('a step is run in the terminal’s session, and shows which checks hold', async () => {
  await show('proof')
  await press('button', 'Run this step')
  await says('Passed: its check holds.')
  expect(lessons.asked).toEqual([{ session, key: 'proof', from: 0, through: 0, paced: true }])
  await find('button', 'Step 1: 1. Discovery, passed')
  await find('button', 'Run it again')
})

test('the next step is looked at before it is run; one that fails says which check, and what was found', async () => {
  await show('proof')
  await press('button', 'Run this step')
  await press('button', 'Next step')
  await says('A supervoxel has a root.')
  expect(lessons.asked).toHaveLength(1)
  await press('button', 'At once')
  await press('button', 'Run this step')
  await says('1 check does not hold.')
  await says('found 288230376151711745; compared with 7')
  expect(lessons.asked.at(-1)).toMatchObject({ from: 1, through: 1, paced: false })
  await find('button', 'Step 2: 2. Roots, failed')
})

test('after a jump it is said that steps are missing, and one button runs them up to here', async () => {
  await show('proof')
  await press('button', 'Step 2: 2. Roots, not run')
  await says('it may build on what they make')
  await press('button', 'Run up to here')
  await says('1 check does not hold.')
  expect(lessons.asked).toMatchObject([{ from: 0, through: 1 }])
})

test('the whole lesson is run with one button', async () => {
  await show('proof')
  await press('button', 'Run the lesson')
  await settle()
  expect(lessons.asked).toMatchObject([{ from: 0, through: 1 }])
})

test('what is run before the terminal is there opens it, and runs as soon as it is', async () => {
  keepSession(null)
  useDock.setState({ open: false })
  await show('proof')
  await press('button', 'Run this step')
  expect(useDock.getState().open).toBe(true)
  expect(lessons.asked).toEqual([])
  await find('button', 'Stop')
  keepSession(session)
  await says('Passed: its check holds.')
  expect(lessons.asked).toHaveLength(1)
})

test('a lesson for the other fleet says so, and cannot be run', async () => {
  await show('heal')
  await says('This lesson is for the genuine fleet. The practice fleet runs here.')
  expect((await find('button', 'Run this step')).matches(':disabled')).toBe(true)
  expect((await find('button', 'Run the lesson')).matches(':disabled')).toBe(true)
})

test('the view that the step names stands beside it, until it is hidden', async () => {
  await show('proof')
  await find('region', 'Beside it').catch(() => undefined)
  expect(document.querySelector('.beside')).not.toBeNull()
  await hide()
  expect(document.querySelector('.beside')).toBeNull()
  await press('button', 'Show Cheat-sheet beside it')
  expect(document.querySelector('.beside')).not.toBeNull()
})

test('while a step runs, what is being done is in view', async () => {
  const seen: string[] = []
  HTMLElement.prototype.scrollIntoView = function (this: HTMLElement) {
    seen.push(this.textContent ?? '')
  }
  await show('proof')
  const report = { title: '', passed: false, output: '', stopped: null, checks: [] }
  lessons.tell({ key: 'proof', running: 0, steps: [null, null] })
  await expect(eventually(() => seen.find((what) => what.includes('get_datastacks')))).resolves.toBeDefined()
  expect(seen.join('')).not.toContain('A pause of 2 s')
  lessons.tell({
    key: 'proof',
    running: 0,
    steps: [{ ...report, acts: [{ ok: true, elapsed: 5 }] }, null],
  })
  await expect(eventually(() => seen.find((what) => what.includes('A pause of 2 s')))).resolves.toBeDefined()
})

test('a step that a command has ended says with what; its checks were not looked at', async () => {
  await show('proof')
  const checks = [{ that: 'The datastack is there', passed: false, detail: 'not looked at, since' }]
  const stopped = { line: 'client.nothing()', error: 'AttributeError: nothing' }
  lessons.tell({
    key: 'proof',
    running: null,
    steps: [
      { title: '', passed: false, output: '', stopped, acts: [{ ok: false, elapsed: 5 }], checks },
      null,
    ],
  })
  await says('Ended with AttributeError: nothing')
  expect(text()).toContain('The datastack is there, not looked at')
})

test('how a lesson ended is told to those who look elsewhere, and to nobody twice', async () => {
  const added = vi.spyOn(toasts, 'add')
  const asking = { session, key: 'proof', from: 0, through: 1, paced: false }
  const bridge = fakeBridge('ready', undefined, undefined, undefined, lessons)
  location.hash = '#/lessons/proof'
  await runSteps(bridge, asking)
  expect(added).not.toHaveBeenCalled()
  location.hash = '#/history'
  await runSteps(bridge, asking)
  expect(added.mock.calls).toMatchObject([[{ title: 'The proof, in two parts: a step failed' }]])
  added.mockRestore()
})

test('a lesson that is gone says so', async () => {
  await show('/no/such.yaml')
  await says('There is no such lesson')
  expect(text()).toContain('Choose another one.')
})

test.each([
  ['heal', /^This lesson is for the genuine fleet/],
  ['no-such', /^It may have been moved/],
])('%s is not presented, and a word says why', async (key, why) => {
  const added = vi.spyOn(toasts, 'add')
  await show(key)
  askHere('lessons', 'present')
  await expect
    .poll(() => added.mock.calls)
    .toMatchObject([
      [{ title: 'This lesson cannot be presented now.', description: expect.stringMatching(why) }],
    ])
  expect(useOnStage.getState().now).toBeNull()
  added.mockRestore()
})
