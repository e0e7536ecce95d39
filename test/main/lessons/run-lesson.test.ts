import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorOf, lineOf } from '../../../src/main/lessons/lesson-failure'
import { createLessons } from '../../../src/main/lessons/lessons'
import type { LessonEvent, Restart } from '../../../src/main/lessons/play-step'
import { runLesson } from '../../../src/main/lessons/run-lesson'
import { createShelf } from '../../../src/main/lessons/shelf'
import type { Environment } from '../../../src/main/terminal/environment'
import type { Lesson, LessonAct } from '../../../src/shared/domain/lesson'
import { Failure } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'

/**
 * Speaks as lesson_driver.py does, and needs no Python: "say x" prints, "fail x" fails, "die" ends the process, "hang" never
 * answers; a check holds when it is "true".
 */
const speaker = (prepared: string): string => `#!/usr/bin/env node
let nonce
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line)
  if (nonce === undefined) return void (nonce = order.nonce)
  const { id, kind, code } = order
  const answer = (ok, output, error) =>
    console.log(JSON.stringify({ nonce, id, ok, output, error }))
  const [word, ...rest] = code.split(' ')
  const text = rest.join(' ')
  if (kind === 'prepare') answer(${JSON.stringify(prepared)} === '', '', ${JSON.stringify(prepared)})
  else if (word === 'say') answer(true, text + '\\n', '')
  else if (word === 'fail') answer(false, '', text)
  else if (word === 'die') process.exit(3)
  else if (word !== 'hang') answer(word === 'true', '', word === 'true' ? '' : 'the value is ' + word)
})
`

let place: { readonly folder: string; readonly remove: () => Promise<void> }
let python: string
beforeEach(async () => {
  place = await temporaryFolder('lesson')
  python = join(place.folder, 'python')
})
afterEach(() => place.remove())

const environment: Environment = {
  state: { state: 'ready', detail: '', progress: 1, error: null },
  ready: async () => ({
    place: 'host',
    file: python,
    version: '3.12.1',
    caveclient: '8.2.1',
    folder: place.folder,
  }),
  async *watch() {
    yield environment.state
  },
}

const step = (run: LessonAct[], checks: string[], limit = 20): Lesson['steps'][number] => ({
  title: `Step of ${run.filter((act) => typeof act === 'string').join(', ')}`,
  say: '',
  run,
  expect: checks.map((check) => ({ that: `it is ${check}`, check })),
  notes: '',
  limit,
})

const lessonOf = (...steps: Lesson['steps'][number][]): Lesson => ({
  id: 'mine',
  title: 'Mine',
  about: 'A lesson',
  fleets: ['practice'],
  steps,
})

const run = async (
  lesson: Lesson,
  more: {
    onEvent?: (event: LessonEvent) => void
    signal?: AbortSignal
    prepared?: string
    restart?: Restart
  } = {},
) => {
  await writeFile(python, speaker(more.prepared ?? ''))
  await chmod(python, 0o755)
  return runLesson(lesson, {
    address: 'http://127.0.0.1:9',
    environment,
    resources: place.folder,
    onEvent: more.onEvent ?? (() => undefined),
    restart: more.restart ?? (async () => undefined),
    signal: more.signal ?? new AbortController().signal,
  })
}

describe.skipIf(process.platform === 'win32')('a lesson without a window', () => {
  test('types each command, shows what came, and looks at each check after them', async () => {
    const events: string[] = []
    const report = await run(lessonOf(step(['say one', 'say two\nlines'], ['true'])), {
      onEvent: ({ kind }) => kind !== 'progress' && events.push(kind),
    })
    expect(report).toMatchObject({ id: 'mine', title: 'Mine', passed: true })
    expect(report.steps[0]?.output).toBe('>>> say one\none\n>>> say two\n... lines\ntwo\nlines')
    expect(report.steps[0]?.checks).toEqual([{ that: 'it is true', passed: true, detail: '' }])
    expect(events).toEqual(['step', 'command', 'output', 'command', 'output', 'step-ended'])
  })

  test('goes on after a check that does not hold: the commands are done, what comes next can be shown', async () => {
    const report = await run(lessonOf(step(['say a'], ['7', 'true']), step(['say b'], ['true'])))
    expect(report.passed).toBe(false)
    expect(report.steps.map(({ passed }) => passed)).toEqual([false, true])
    expect(report.steps[0]?.checks).toEqual([
      { that: 'it is 7', passed: false, detail: 'the value is 7' },
      { that: 'it is true', passed: true, detail: '' },
    ])
  })

  test('ends at a command that fails: what builds on it is not run, and says so', async () => {
    const commands: string[] = []
    const report = await run(
      lessonOf(step(['say a', 'fail NameError', 'say never'], ['true']), step(['say b'], ['true', 'true'])),
      { onEvent: (event) => event.kind === 'command' && commands.push(event.code) },
    )
    expect(commands).toEqual(['say a', 'fail NameError'])
    expect(report.passed).toBe(false)
    expect(report.steps[0]?.output).toContain('NameError')
    expect(report.steps[0]?.checks[0]?.detail).toBe('not looked at, since a command before it failed')
    expect(report.steps[1]).toMatchObject({ passed: false, output: '' })
    expect(report.steps[1]?.checks.map(({ detail }) => detail)).toEqual([
      'not run, since an earlier step failed',
      'not run, since an earlier step failed',
    ])
  })

  test('names the line that raised, and the error without its traceback', async () => {
    const traceback =
      'Traceback (most recent call last):\n  File "<lesson>", line 2, in <module>\nKeyError: 7\n'
    const report = await run(lessonOf(step([`fail ${traceback}`], [])))
    expect(report.steps[0]?.stopped?.error).toBe('KeyError: 7')
    expect((await run(lessonOf(step(['say a'], ['7'])))).steps[0]?.stopped).toBeNull()
    expect(lineOf('a = 1\n  b = a[7]\n', traceback)).toBe('b = a[7]')
    expect(lineOf('a = 1', 'It took longer than 5 s.')).toBe('a = 1')
    expect(errorOf(traceback)).toBe('KeyError: 7')
  })

  test('whose Python ends before the first step is no failure of the fleet', async () => {
    await writeFile(python, '#!/usr/bin/env node\nprocess.exit(3)\n')
    await chmod(python, 0o755)
    const refused = runLesson(lessonOf(step(['say a'], [])), {
      address: 'http://127.0.0.1:9',
      environment,
      resources: place.folder,
      onEvent: () => undefined,
      restart: async () => undefined,
      signal: new AbortController().signal,
    })
    await expect(refused).rejects.toMatchObject({
      info: { code: 'PYTHON_SETUP_FAILED', why: expect.stringContaining('ended unexpectedly (3)') },
    })
  })

  test('a step without checks fails with its command all the same', async () => {
    expect((await run(lessonOf(step(['fail it'], [])))).passed).toBe(false)
    expect((await run(lessonOf(step(['say it'], [])))).passed).toBe(true)
  })

  test.each([
    ['die', 'ended unexpectedly (3)'],
    ['hang', 'longer than'],
  ])('a check that makes Python %s is the last thing that is asked', async (check, said) => {
    const report = await run(lessonOf(step(['say a'], [check, 'true'], 1), step(['say b'], [])))
    expect(report.steps[0]?.checks[0]?.detail).toContain(said)
    expect(report.steps[0]?.checks[1]).toMatchObject({ passed: false })
    expect(report.steps[1]).toMatchObject({ passed: false, output: expect.stringContaining('not run') })
  })

  test('that cannot begin is a failure of the fleet, not of the lesson', async () => {
    const refused = run(lessonOf(step(['say a'], [])), { prepared: 'Nothing answers at 127.0.0.1:9' })
    await expect(refused).rejects.toMatchObject({
      info: { code: 'CAVE_UNREACHABLE', why: 'Nothing answers at 127.0.0.1:9.' },
    })
  })

  test('cancelled, it ends its Python, even one that never answers', async () => {
    const stop = new AbortController()
    let asked = ''
    const work = run(lessonOf(step(['hang'], [])), {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind !== 'command') return
        asked = event.code
        setImmediate(() => stop.abort())
      },
    })
    await expect(work).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    expect(asked).toBe('hang')
  })

  test('tells a command line each step once, when it has ended', async () => {
    await writeFile(python, speaker(''))
    await chmod(python, 0o755)
    const lessons = createLessons({
      resources: place.folder,
      environment,
      address: async () => 'http://127.0.0.1:9',
      shelf: createShelf({
        resources: place.folder,
        own: { folder: join(place.folder, 'own'), list: join(place.folder, 'own.json') },
      }),
    })
    const told: string[] = []
    const lesson = lessonOf(step(['say a'], []), step(['say b'], []))
    const report = await lessons.run(
      lesson,
      ({ title }) => told.push(title),
      new AbortController().signal,
      async () => undefined,
    )
    expect(told).toEqual(['Step of say a', 'Step of say b'])
    expect(report.steps.map(({ title }) => title)).toEqual(told)
  })

  test('restarts a service in its turn; pauses are left out, for nobody looks', async () => {
    const story: string[] = []
    const report = await run(
      lessonOf(step(['say a', { restart: 'bigtable' }, { pause: 60 }, 'say b'], ['true'])),
      {
        onEvent: (event) => event.kind === 'command' && story.push(event.code),
        restart: async (service) => void story.push(`restart ${service}`),
      },
    )
    expect(report.passed).toBe(true)
    expect(story).toEqual(['say a', 'restart bigtable', 'say b'])
    expect(report.steps[0]?.acts.map(({ ok }) => ok)).toEqual([true, true, true, true])
    expect(report.steps[0]?.output).toContain('(Restart of bigtable)')
  })

  test('a service that cannot be restarted stops the step, and says why', async () => {
    const refusal = new Failure({
      code: 'FLEET_DOWN',
      what: 'bigtable was not restarted.',
      why: 'The fleet is down.',
      fix: 'Start it.',
    })
    const report = await run(lessonOf(step([{ restart: 'bigtable' }, 'say never'], ['true'])), {
      restart: () => Promise.reject(refusal),
    })
    expect(report.steps[0]).toMatchObject({
      passed: false,
      stopped: { line: 'Restart of bigtable', error: 'bigtable was not restarted. The fleet is down.' },
      acts: [{ ok: false }],
    })
  })

  test('tells what a step has come to after each command and each check', async () => {
    const told: string[] = []
    await run(lessonOf(step(['say a', 'say b'], ['true', '7'])), {
      onEvent: (event) => {
        if (event.kind === 'progress') told.push(`${event.report.acts.length} ${event.report.checks.length}`)
      },
    })
    expect(told).toEqual(['1 0', '2 0', '2 1', '2 2'])
  })
})
