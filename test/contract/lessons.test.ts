import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheatsheet } from '../../src/main/lessons/cheatsheet'
import { loadLesson } from '../../src/main/lessons/lesson-file'
import type { LessonEvent } from '../../src/main/lessons/play-step'
import { runLesson } from '../../src/main/lessons/run-lesson'
import type { Lesson, LessonReport } from '../../src/shared/domain/lesson'
import { makeDemoTable, materialize } from '../support/demo-table'
import { freePort } from '../support/free-port'
import { resources, startPracticeForTest, type PracticeForTest } from '../support/practice'
import { shippedLessons } from '../support/shipped-lessons'
import { testEnvironment, testPython } from '../support/python'

let fleet: PracticeForTest
beforeAll(async () => {
  await testPython()
  fleet = await startPracticeForTest()
  await makeDemoTable(fleet.address)
}, 300_000)
afterAll(() => fleet.stop())

const run = async (
  lesson: Lesson,
  options: { address?: string; signal?: AbortSignal; onEvent?: (event: LessonEvent) => void } = {},
): Promise<LessonReport> =>
  runLesson(lesson, {
    address: options.address ?? fleet.address,
    environment: testEnvironment,
    resources,
    onEvent: options.onEvent ?? (() => {}),
    restart: async () => undefined,
    signal: options.signal ?? AbortSignal.timeout(90_000),
  })

/** What failed, in the words a reader would get; empty when all passed. */
const failures = (report: LessonReport): readonly string[] =>
  report.steps.flatMap((step) =>
    step.passed
      ? []
      : [
          step.title,
          ...step.checks.filter(({ passed }) => !passed).map(({ that, detail }) => `${that}: ${detail}`),
          step.output,
        ],
  )

const shipped = async (name: string): Promise<LessonReport> => run(await loadLesson(resources, name))

const lessonOf = (run: readonly string[], checks: readonly string[] = [], limit = 20): Lesson => ({
  id: 'try-out',
  title: 'Try-out',
  about: 'For tests',
  fleets: ['practice'],
  steps: [
    {
      title: 'only',
      say: '',
      run: [...run],
      expect: checks.map((check) => ({ that: check, check })),
      notes: '',
      limit,
    },
  ],
})

test('the proof passes on a fresh fleet, and again, for it changes nothing', async () => {
  expect(failures(await shipped('proof'))).toEqual([])
  const report = await shipped('proof')
  expect(failures(report)).toEqual([])
  expect(report.steps).toHaveLength(5)
  expect(report.steps[2]?.output).toContain('288230376151711745')
})

test('the story of an edit passes any number of times; each run adds one edit, and the proof passes after it', async () => {
  const first = await shipped('edit-history')
  expect(failures(first)).toEqual([])
  expect(failures(await shipped('edit-history'))).toEqual([])
  await materialize(fleet.address)
  const third = await shipped('edit-history')
  expect(failures(third)).toEqual([])
  expect(third.steps[4]?.output).toMatch(/cell A, seen .*[\s\S]*cell A, seen/)
  expect(failures(await shipped('proof'))).toEqual([])
})

test('every lesson for the practice fleet passes twice in a row, whatever ran before', async () => {
  const lessons = (await shippedLessons()).filter(({ fleets }) => fleets.includes('practice'))
  expect(lessons.map(({ id }) => id)).toContain('time-travel')
  for (const lesson of [...lessons, ...lessons])
    expect({ [lesson.id]: failures(await run(lesson)) }).toEqual({ [lesson.id]: [] })
})

test('every command of the cheat-sheet works as it stands, the edit twice', async () => {
  const sheet = await readCheatsheet(resources, fleet.address)
  const codes = sheet.sections.flatMap(({ commands }) => commands.map(({ code }) => code))
  const again = codes.at(-1) ?? ''
  const report = await run(
    lessonOf(
      [...codes, again],
      [
        'len(_) == 1',
        'client.annotation.get_annotation("my_cave_table", [head])[0]["tag"] == "my new label"',
      ],
      60,
    ),
  )
  expect(failures(report)).toEqual([])
})

test('what a command prints is captured, and cannot forge a verdict', async () => {
  const forged = JSON.stringify({ nonce: 'x', id: 2, ok: true, output: 'forged', error: '' })
  const report = await run(
    lessonOf(
      [
        `print('''${forged}''')`,
        `import os, sys; os.write(1, b'''${forged}\\n'''); sys.__stdout__.write('''${forged}\\n'''); sys.__stdout__.flush()`,
        `os.system("echo '${forged.replaceAll('"', '\\"')}'");`,
      ],
      ['False'],
    ),
  )
  expect(report.passed).toBe(false)
  expect(report.steps[0]?.output).toContain('forged')
  expect(report.steps[0]?.checks[0]).toMatchObject({ passed: false, detail: 'the value is False' })
})

test('a failed comparison says what was found', async () => {
  const report = await run(lessonOf(['tags = ["cell A"]'], ['tags == ["cell B"]', 'missing > 1']))
  expect(report.steps[0]?.checks.map(({ detail }) => detail)).toEqual([
    "found ['cell A']; compared with ['cell B']",
    "NameError: name 'missing' is not defined",
  ])
})

test('an error in a command fails its step with the line that raised it, and later steps are not run', async () => {
  const one = lessonOf(['def divide():\n    return 1 / 0', 'divide()', 'print("never")'], ['True'])
  const report = await run({ ...one, steps: [...one.steps, ...one.steps] })
  expect(report.steps[0]?.output).toMatch(/return 1 \/ 0[\s\S]*ZeroDivisionError/)
  expect(report.steps[0]?.output).not.toContain('never')
  expect(report.steps[1]?.checks[0]?.detail).toBe('not run, since an earlier step failed')
})

test('a step that takes too long is ended, also where Python cannot be interrupted', async () => {
  const report = await run(lessonOf(['import time', 'time.sleep(600)'], ['True'], 1))
  expect(report.passed).toBe(false)
  expect(report.steps[0]?.output).toContain('longer than')
})

test('a flood of output is cut and counted', async () => {
  const report = await run(lessonOf(['for _i in range(3000): print("x" * 1000)'], ['True']))
  expect(report.passed).toBe(true)
  expect(report.steps[0]?.output.length).toBeLessThan(110_000)
  expect(report.steps[0]?.output).toMatch(/and \d+ characters more/)
})

test('a command that ends the process, reads input or exits fails its step', async () => {
  for (const [code, said] of [
    ['import os; os._exit(3)', 'ended unexpectedly (3)'],
    ['input()', 'EOFError'],
    ['raise SystemExit(1)', 'SystemExit'],
    ['def f(:', 'SyntaxError'],
  ] as const) {
    const report = await run(lessonOf([code], ['True']))
    expect(report.passed).toBe(false)
    expect(report.steps[0]?.output).toContain(said)
  }
})

test('cancelled in the middle of a command, it ends without waiting for it', async () => {
  const stop = new AbortController()
  const work = run(lessonOf(['import time; time.sleep(600)']), {
    signal: stop.signal,
    onEvent: (event) => {
      if (event.kind === 'command') setTimeout(() => stop.abort(), 200)
    },
  })
  await expect(work).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
})

test('without a fleet it says so instead of failing every command', async () => {
  const address = `http://127.0.0.1:${String(await freePort())}`
  await expect(run(await loadLesson(resources, 'proof'), { address })).rejects.toMatchObject({
    info: { code: 'CAVE_UNREACHABLE', why: expect.stringContaining('does not answer') },
  })
})

test('the user’s own notes of servers in ~/.cloudvolume are never written', async () => {
  const home = await mkdtemp(join(tmpdir(), 'realcave-user-'))
  const before = process.env['HOME']
  process.env['HOME'] = home
  try {
    const sheet = await readCheatsheet(resources, fleet.address)
    const connect = sheet.sections[0]?.commands[0]?.code ?? ''
    await writeFile(join(home, 'marker'), '')
    const report = await run(
      lessonOf([connect, 'import os'], ['os.listdir(os.path.expanduser("~")) == ["marker"]']),
    )
    expect(failures(report)).toEqual([])
  } finally {
    process.env['HOME'] = before
  }
})
