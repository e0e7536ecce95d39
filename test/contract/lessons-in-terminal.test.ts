import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadLesson } from '../../src/main/lessons/lesson-file'
import { runLesson } from '../../src/main/lessons/run-lesson'
import { createStage, type Performance, type Stage } from '../../src/main/lessons/stage'
import type { Session } from '../../src/main/terminal/session'
import { createTerminals, type Terminals } from '../../src/main/terminal/terminals'
import type { Lesson, LessonReport } from '../../src/shared/domain/lesson'
import type { LessonProgress } from '../../src/shared/domain/lesson-shelf'
import { makeDemoTable } from '../support/demo-table'
import { resources, startPracticeForTest, type PracticeForTest } from '../support/practice'
import { testEnvironment, testPython } from '../support/python'

let fleet: PracticeForTest
let terminals: Terminals
let stage: Stage
let id: string
let session: Session
let progress: LessonProgress
let shown: string
const never = new AbortController().signal

beforeAll(async () => {
  await testPython()
  fleet = await startPracticeForTest()
  await makeDemoTable(fleet.address)
  terminals = createTerminals({
    environment: testEnvironment,
    address: async () => fleet.address,
    resources,
  })
}, 300_000)
afterAll(() => fleet.stop())

beforeEach(async () => {
  stage = createStage()
  id = (await terminals['terminal.open']({ columns: 120, rows: 30 }, AbortSignal.timeout(60_000))).session
  session = terminals.session(id)
  shown = ''
  const read = async (): Promise<void> => {
    for await (const event of session.output(never)) shown += event.kind === 'output' ? event.data : ''
  }
  const follow = async (): Promise<void> => {
    for await (const told of stage.progress(session, never)) progress = told
  }
  void read()
  void follow()
})
afterEach(() => terminals.close())

const play = (lesson: Lesson, changes: Partial<Performance> = {}, signal = AbortSignal.timeout(90_000)) =>
  stage.run(
    session,
    {
      lesson,
      key: lesson.id,
      from: 0,
      through: lesson.steps.length - 1,
      paced: false,
      keyTime: 16,
      restart: async () => undefined,
      ...changes,
    },
    signal,
  )

const lessonOf = (
  ...steps: readonly (readonly [run: readonly string[], checks: readonly string[]])[]
): Lesson => ({
  id: 'try-out',
  title: 'Try-out',
  about: 'For tests',
  fleets: ['practice'],
  steps: steps.map(([run, checks], index) => ({
    title: `Step ${index + 1}`,
    say: '',
    run: [...run],
    expect: checks.map((check) => ({ that: check, check })),
    notes: '',
    limit: 5,
  })),
})

const verdicts = ({ passed, steps }: LessonReport) => ({
  passed,
  steps: steps.map((step) => ({
    passed: step.passed,
    stopped: step.stopped,
    acts: step.acts.map(({ ok }) => ok),
    checks: step.checks,
  })),
})

const withoutWindow = (lesson: Lesson): Promise<LessonReport> =>
  runLesson(lesson, {
    address: fleet.address,
    environment: testEnvironment,
    resources,
    restart: async () => undefined,
    onEvent: () => undefined,
    signal: AbortSignal.timeout(90_000),
  })

test('the proof passes in a terminal, where its commands and answers are seen', async () => {
  const proof = await loadLesson(resources, 'proof')
  const report = await play(proof)
  expect(verdicts(report)).toEqual(verdicts(await withoutWindow(proof)))
  expect(report.passed).toBe(true)
  await expect.poll(() => progress, { timeout: 5_000 }).toMatchObject({ key: 'proof', running: null })
  expect(progress.steps.map((step) => step?.passed)).toEqual([true, true, true, true, true])
  await expect.poll(() => shown, { timeout: 5_000 }).toContain('288230376151711745')
})

test(
  'every lesson passes in one session that was long in use, in any order and again',
  { timeout: 300_000 },
  async () => {
    const orders = session.orders()
    await orders.whenIdle()
    // What people type: each of these would be the end of a lesson that relied on it.
    for (const typed of [
      'client.materialize.version, client.materialize.get_versions_metadata();',
      'from datetime import datetime',
      'for _ in range(3): pass',
    ]) {
      expect(await orders.ask('execute', typed)).toMatchObject({ ok: true })
      await orders.whenIdle()
    }
    const names = ['proof', 'edit-history', 'proof', 'first-query', 'cheat-sheet', 'time-travel', 'proof']
    for (const name of names) {
      const report = await play(await loadLesson(resources, name))
      expect({ [name]: report.steps.filter(({ passed }) => !passed) }).toEqual({ [name]: [] })
    }
  },
)

test('the story of an edit passes in a terminal, typed key by key', async () => {
  const story = await loadLesson(resources, 'edit-history')
  expect((await play(story, { paced: true })).passed).toBe(true)
})

test('what fails gives the same verdict in a terminal and without a window', async () => {
  const lesson = lessonOf(
    [['tags = ["cell A"]'], ['tags == ["cell B"]', 'missing > 1', 'len(tags) == 1']],
    [['def divide():\n    return 1 / 0\n', 'divide()', 'print("never")'], ['True']],
  )
  const report = await play(lesson)
  expect(report.passed).toBe(false)
  expect(verdicts(report)).toEqual(verdicts(await withoutWindow(lesson)))
  expect(shown).not.toContain('never')
})

test('steps share the session’s names: one is run again, another is jumped to; only their own verdicts change', async () => {
  const lesson = lessonOf([['n = 1'], ['n == 1']], [['n += 1'], ['n == 2']], [['n += 1'], ['n == 3']])
  await play(lesson, { through: 1 })
  const again = await play(lesson, { from: 1, through: 1 })
  expect(again.steps[0]?.checks[0]).toMatchObject({ passed: false, detail: 'found 3; compared with 2' })
  await expect
    .poll(() => progress.steps.map((step) => step?.passed ?? null), { timeout: 5_000 })
    .toEqual([true, false, null])
  await play(lesson)
  await expect
    .poll(() => progress.steps.map((step) => step?.passed ?? null), { timeout: 5_000 })
    .toEqual([true, true, true])
})

test('stopped, it interrupts its command and leaves a terminal that takes the next', async () => {
  const lesson = lessonOf(
    [['import time', 'while True: time.sleep(0.01)'], ['True']],
    [['after = 7'], ['after == 7']],
  )
  const stop = new AbortController()
  const running = play(lesson, { through: 0 }, stop.signal)
  await expect.poll(() => progress.steps[0]?.acts.length, { timeout: 20_000 }).toBe(1)
  await expect.poll(() => session.orders().idle, { timeout: 5_000 }).toBe(false)
  stop.abort()
  await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
  await expect.poll(() => progress.steps, { timeout: 5_000 }).toEqual([null, null])
  expect((await play(lesson, { from: 1 })).passed).toBe(true)
})

test('a command beyond its step’s limit is interrupted, and says so', async () => {
  const lesson = lessonOf([['import time; time.sleep(600)'], ['True']])
  const limited = { ...lesson, steps: lesson.steps.map((step) => ({ ...step, limit: 1 })) }
  const [step] = (await play(limited)).steps
  expect(step?.stopped?.error).toMatch(/longer than 1 s, the step's limit, so it was interrupted/)
})

test('two lessons at once in one terminal are refused', async () => {
  const lesson = lessonOf([['import time; time.sleep(1)'], ['True']])
  const first = play(lesson)
  await expect(play(lesson)).rejects.toMatchObject({ info: { code: 'TERMINAL_BUSY' } })
  expect((await first).passed).toBe(true)
})

test('a restart of its Python forgets what was run there: its names are gone', async () => {
  const lesson = lessonOf([['n = 1'], ['n == 1']])
  await play(lesson)
  await expect.poll(() => progress.key, { timeout: 5_000 }).toBe('try-out')
  await terminals['terminal.restart']({ session: id }, never)
  await expect.poll(() => progress.key, { timeout: 5_000 }).toBeNull()
})
