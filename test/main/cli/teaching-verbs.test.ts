import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Lesson, LessonReport } from '../../../src/shared/domain/lesson'
import type { Check } from '../../../src/shared/domain/doctor'
import { Failure } from '../../../src/shared/errors'
import { statusOf } from '../api/fake-core'
import { run } from './run-verb'

const lesson: Lesson = {
  id: 'proof',
  title: 'The proof',
  about: 'Five parts.',
  fleets: ['genuine', 'practice'],
  steps: [{ title: 'Discovery', say: '', run: ['1'], expect: [], notes: '', limit: 60 }],
}

const stepReport = (passed: boolean): LessonReport['steps'][number] => ({
  title: 'Discovery',
  passed,
  output: '>>> client\nok',
  stopped: null,
  acts: [{ ok: true, elapsed: 12 }],
  checks: [{ that: 'the datastack is there', passed, detail: passed ? '' : 'nothing found' }],
})

const lessons = (passed: boolean) => ({
  list: async () => [lesson],
  find: async () => lesson,
  run: async (
    _lesson: Lesson,
    told: (step: LessonReport['steps'][number]) => void,
  ): Promise<LessonReport> => {
    told(stepReport(passed))
    return { id: 'proof', title: 'The proof', passed, elapsed: 1500, steps: [stepReport(passed)] }
  },
})

describe('lessons', () => {
  it('are listed', async () => {
    const { json } = await run(['lesson', 'list', '--json'], { lessons: lessons(true) })
    expect(json()).toEqual([
      {
        type: 'lesson',
        id: 'proof',
        title: 'The proof',
        about: 'Five parts.',
        fleets: lesson.fleets,
        steps: 1,
      },
    ])
  })

  it('that pass end with 0 and tell each step', async () => {
    const { status, out } = await run(['lesson', 'run', 'proof'], { lessons: lessons(true) })
    expect(status).toBe(0)
    expect(out).toContain('✓ Discovery')
    expect(out).toContain('✓ the datastack is there')
    expect(out).toContain('Passed: 1 of 1 steps in 1.5 s.')
  })

  it('tell each stage of making their Python once, before their first step', async () => {
    const { err } = await run(['lesson', 'run', 'proof'], {
      lessons: {
        ...lessons(true),
        prepare: async (told) => {
          const state = { state: 'preparing', progress: 0, error: null } as const
          told({ ...state, detail: 'Installing caveclient' })
          told({ ...state, detail: 'Installing caveclient', progress: 0.5 })
          told({ ...state, state: 'ready', detail: 'Python 3.11.7' })
        },
      },
    })
    expect(err).toBe('Python environment: Installing caveclient\nThe proof: Five parts.\n')
  })

  it('run with services that are kept settled, from before their first step to after their last', async () => {
    const story: string[] = []
    const proof = lessons(true)
    await run(['lesson', 'run', 'proof'], {
      lessons: {
        ...proof,
        run: (given, told) => {
          story.push('run')
          return proof.run(given, told)
        },
      },
      controller: {
        keepSettled: async (work) => {
          story.push('before')
          const value = await work()
          story.push('after')
          return value
        },
      },
    })
    expect(story).toEqual(['before', 'run', 'after'])
  })

  it('heal what is lost while they run, and no longer', async () => {
    const story: string[] = []
    const proof = lessons(true)
    await run(['lesson', 'run', 'proof'], {
      lessons: {
        ...proof,
        run: async (given, told) => {
          story.push('run')
          return proof.run(given, told)
        },
      },
      controller: {
        async *watch(signal, watching) {
          story.push(watching?.heals === true ? 'heals' : 'watches')
          yield statusOf()
          await new Promise((ended) => signal.addEventListener('abort', ended, { once: true }))
          story.push('heals no more')
        },
      },
    })
    expect(story).toEqual(['heals', 'run', 'heals no more'])
  })

  it('that fail end with 1 and name what did not hold', async () => {
    const { status, json, err } = await run(['lesson', 'run', 'proof', '--json'], { lessons: lessons(false) })
    expect(status).toBe(1)
    expect(json().map((line) => line['type'])).toEqual(['lesson-step', 'lesson-report', 'error'])
    expect(err).toContain('LESSON_FAILED')
    expect(err).toContain('the datastack is there')
  })

  const failing = (step: Partial<LessonReport['steps'][number]>) => ({
    ...lessons(false),
    run: async (): Promise<LessonReport> => ({
      id: 'proof',
      title: 'The proof',
      passed: false,
      elapsed: 1,
      steps: [{ ...stepReport(false), ...step }],
    }),
  })

  it('whose expectation does not hold say what was found, and to look before resetting', async () => {
    const { err } = await run(['lesson', 'run', 'proof'], { lessons: failing({}) })
    expect(err).toContain('"the datastack is there" does not hold: nothing found.')
    expect(err).toMatch(/Fix: Compare it with what the commands showed above.*reset --clean/)
  })

  it('in which a command raised name the line, and speak of no reset', async () => {
    const stopped = { line: 'ratio = 1 / 0', error: 'ZeroDivisionError: division by zero' }
    const { err } = await run(['lesson', 'run', 'proof'], { lessons: failing({ stopped }) })
    expect(err).toContain('"ratio = 1 / 0" ended with ZeroDivisionError: division by zero.')
    expect(err).toContain('Fix: Correct that line')
    expect(err).not.toContain('reset')
  })

  it.each(['down', 'degraded'] as const)('on a fleet that is %s by then say to start it', async (phase) => {
    const stopped = { line: 'client.info', error: 'ConnectionError: refused' }
    const { err } = await run(['lesson', 'run', 'proof'], {
      lessons: failing({ stopped }),
      controller: { status: async () => statusOf({ phase }) },
    })
    expect(err).toContain(`The practice fleet is ${phase}.`)
    expect(err).toContain('Fix: Run "realcave up"')
    expect(err).not.toContain('reset')
  })

  it('for which there is no Python say how to get one', async () => {
    const missing = new Failure({
      code: 'PYTHON_MISSING',
      what: 'No Python was found.',
      why: 'None here.',
      fix: 'Install Python 3.12.',
    })
    const { err } = await run(['lesson', 'run', 'proof'], {
      lessons: { ...lessons(true), prepare: () => Promise.reject(missing) },
    })
    expect(err).toContain('PYTHON_MISSING')
    expect(err).toContain('Fix: Install Python 3.12.')
  })

  it('for another kind of fleet are refused before their first step', async () => {
    const { status, out, err } = await run(['lesson', 'run', 'proof'], {
      lessons: { ...lessons(true), find: async () => ({ ...lesson, fleets: ['genuine'] }) },
    })
    expect(status).toBe(3)
    expect(out).toBe('')
    expect(err).toContain('cannot run on the practice fleet')
  })

  it('whose file is wrong end with 2', async () => {
    const { status } = await run(['lesson', 'run', 'mine.yaml'], {
      lessons: {
        find: () =>
          Promise.reject(
            new Failure({ code: 'LESSON_INVALID', what: 'mine.yaml', why: 'line 3', fix: 'Correct it.' }),
          ),
      },
    })
    expect(status).toBe(2)
  })

  it('of the demo run after the fleet is up', async () => {
    const found: string[] = []
    const { status, json } = await run(['demo', '--json'], {
      lessons: {
        ...lessons(true),
        find: async (name: string) => {
          found.push(name)
          return lesson
        },
      },
    })
    expect(status).toBe(0)
    expect(found).toEqual(['proof'])
    expect(json().map((line) => line['type'])).toEqual(['status', 'lesson-step', 'lesson-report'])
  })

  it('are not run by a demo whose fleet did not come up', async () => {
    const { status, opened } = await run(['demo'], {
      controller: { up: () => Promise.reject(new Error('no')) },
    })
    expect(status).toBe(1)
    expect(opened).toEqual(['controller'])
  })
})

describe('logs', () => {
  it('of a service that has logged nothing say so', async () => {
    const { status, out, err } = await run(['logs', 'redis'], {
      controller: {
        async *logs() {
          yield []
        },
      },
    })
    expect(status).toBe(0)
    expect(out).toBe('')
    expect(err).toBe('redis has logged nothing.\n')
  })

  const line = { time: '2026-11-23T10:00:00.000Z', service: 'mat', level: 'info', text: 'ready.' } as const

  it('prints the newest lines and ends', async () => {
    const asked: number[] = []
    const { status, out } = await run(['logs', 'mat', '--tail', '7'], {
      controller: {
        async *logs(_service, tail) {
          asked.push(tail)
          yield [line]
          await new Promise(() => undefined)
        },
      },
    })
    expect(status).toBe(0)
    expect(asked).toEqual([7])
    expect(out).toBe('2026-11-23T10:00:00.000Z info    ready.\n')
  })

  it('that do not come are told of, with the service that was asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ended = run(['logs', 'mat'], {
      controller: {
        async *logs() {
          await new Promise(() => undefined)
          yield []
        },
      },
    })
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    const { status, err } = await ended
    expect(status).toBe(1)
    expect(err).toContain('TIMED_OUT')
    expect(err).toContain('the log of mat')
  })

  it('--follow goes on until Ctrl-C, which is no failure', async () => {
    const controller = new AbortController()
    const { status, json } = await run(
      ['logs', 'mat', '--follow', '--json'],
      {
        controller: {
          async *logs(_service, _tail, signal) {
            yield [line]
            yield [line, line]
            const stopped = new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason))
            })
            controller.abort()
            await stopped
          },
        },
      },
      { signal: controller.signal },
    )
    expect(status).toBe(0)
    expect(json()).toHaveLength(3)
  })

  it('of a fleet that is down fail', async () => {
    const { status } = await run(['logs', 'mat', '--follow'], {
      controller: {
        async *logs() {
          yield []
          throw new Failure({ code: 'FLEET_DOWN', what: 'Down.', why: 'So.', fix: 'Up.' })
        },
      },
    })
    expect(status).toBe(1)
  })
})

describe('doctor', () => {
  const check = (state: Check['state']): Check => ({
    id: 'port',
    title: 'Port',
    state,
    what: 'Port 8080 is taken.',
    why: 'Process 7.',
    fix: 'End it.',
    action: { name: 'place.choose' },
  })

  it.each([
    ['passed', 0],
    ['warning', 0],
    ['skipped', 0],
    ['failed', 3],
  ] as const)('with a check that %s ends with %i', async (state, expected) => {
    const { status, out } = await run(['doctor'], {
      panel: { 'doctor.run': async () => [check(state)] },
    })
    expect(status).toBe(expected)
    expect(out.includes('Fix: End it.')).toBe(state === 'failed' || state === 'warning')
  })

  it('is JSON lines', async () => {
    const { json } = await run(['doctor', '--json'], {
      panel: { 'doctor.run': async () => [check('failed')] },
    })
    expect(json()).toEqual([{ type: 'check', ...check('failed') }])
  })
})

describe('diagnostics', () => {
  it('that cannot be saved name the file, not the home', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'realcave-'))
    const { status, json } = await run(
      ['diagnostics', join(folder, 'gone', 'd.zip'), '--json', '--yes'],
      {},
      { folder },
    )
    await rm(folder, { recursive: true })
    expect(status).toBe(2)
    expect(json()).toEqual([
      expect.objectContaining({
        code: 'BAD_INPUT',
        what: `${join(folder, 'gone', 'd.zip')} could not be written.`,
        why: 'A part of the path does not exist.',
      }),
    ])
  })
})
