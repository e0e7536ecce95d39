import { expect, test } from 'vitest'
import { Failure } from '../../../src/shared/errors'
import type { EngineStart } from '../../../src/shared/domain/engine'
import { run } from './run-verb'
import { statusOf } from '../api/fake-core'

const missing = {
  code: 'ENGINE_MISSING',
  what: 'Docker is installed, but does not run.',
  why: 'No engine answers.',
  fix: 'Start it.',
} as const

/** Docker Desktop, which passes through these stages once it is started. */
const desktop = (stages: readonly string[], end: Partial<EngineStart> = { state: 'answers' }) => {
  const machine = { answers: false, starts: 0, cancels: 0, ups: 0 }
  const state = (changes: Partial<EngineStart>): EngineStart => ({
    state: 'starting',
    stage: '',
    startedAt: '2026-11-26T10:00:00.000Z',
    error: null,
    ...changes,
  })
  const needed = <T>(value: T): T => {
    if (machine.answers) return value
    throw new Failure(missing)
  }
  return {
    machine,
    fakes: {
      engine: {
        canStart: async () => true,
        start: () => void (machine.starts += 1),
        cancel: async () => void (machine.cancels += 1),
        async *watch() {
          for (const stage of stages) yield state({ stage })
          machine.answers = end.state === 'answers'
          yield state({ stage: '', ...end })
        },
      },
      controller: {
        up: async () => {
          machine.ups += 1
          return needed(statusOf({ kind: 'genuine' }))
        },
      },
      images: {
        status: async () => ({
          trouble: machine.answers ? null : missing,
          images: [],
          download: 0,
          disk: 0,
          note: '',
        }),
        save: async () => needed(['a:1']),
        load: async () => needed(['a:1']),
        async *watch() {
          yield { state: 'done' as const, images: [], startedAt: null, error: null }
        },
      },
    },
  }
}

test('up starts Docker Desktop where it is stopped, names what it waits for, and then starts the fleet', async () => {
  const { machine, fakes } = desktop(['', 'Waiting for Docker Desktop to open', 'The engine is starting'])
  const ran = await run(['up', '--fleet', 'genuine', '--json'], fakes)
  expect(ran.status).toBe(0)
  expect(machine).toMatchObject({ starts: 1, ups: 2 })
  expect(ran.err).toMatch(
    /does not run\. Docker Desktop is started[^]*Waiting for Docker Desktop to open\nThe engine is starting\n/,
  )
  expect(ran.json().filter(({ type }) => type === 'engine')).toEqual([
    { type: 'engine', state: 'starting', stage: 'Waiting for Docker Desktop to open' },
    { type: 'engine', state: 'starting', stage: 'The engine is starting' },
  ])
  expect(ran.json().at(-1)).toMatchObject({ type: 'status', kind: 'genuine' })
})

test('demo and the verbs of the images do so as well', async () => {
  for (const words of [
    ['images', 'pull'],
    ['images', 'save', '/stick'],
    ['images', 'load', '/stick'],
  ]) {
    const { machine, fakes } = desktop(['Waiting'])
    expect(await run(words, fakes)).toMatchObject({ status: 0, err: expect.stringContaining('Waiting\n') })
    expect(machine.starts).toBe(1)
  }
  const { machine, fakes } = desktop(['Waiting'])
  await run(['demo', '--fleet', 'genuine'], fakes)
  expect(machine).toMatchObject({ starts: 1, ups: 2 })
})

test('a start that does not come to its end is told with what to do then', async () => {
  const error = {
    code: 'TIMED_OUT',
    what: 'It did not start.',
    why: '10 minutes.',
    fix: 'wsl --update',
  } as const
  const { machine, fakes } = desktop(['Waiting'], { state: 'failed', error })
  const ran = await run(['up', '--fleet', 'genuine', '--json'], fakes)
  expect(ran.status).toBe(1)
  expect(ran.json().at(-1)).toEqual({ type: 'error', ...error })
  expect(machine.ups).toBe(1)
})

test('where nothing can be started from here, why there is no engine is told, and nothing is started', async () => {
  const { machine, fakes } = desktop([])
  const ran = await run(['up', '--fleet', 'genuine', '--json'], {
    ...fakes,
    engine: { ...fakes.engine, canStart: async () => false },
  })
  expect(ran.status).toBe(3)
  expect(ran.json()).toEqual([{ type: 'error', ...missing }])
  expect(machine).toMatchObject({ starts: 0, ups: 1 })
})

test('Ctrl-C ends the wait', async () => {
  const { machine, fakes } = desktop([])
  const stop = new AbortController()
  const ran = await run(
    ['up', '--fleet', 'genuine', '--json'],
    {
      ...fakes,
      engine: {
        ...fakes.engine,
        async *watch() {
          yield { state: 'starting', stage: 'Waiting', startedAt: null, error: null }
          stop.abort()
        },
      },
    },
    { signal: stop.signal },
  )
  expect(ran.status).toBe(1)
  expect(ran.json().at(-1)).toMatchObject({ code: 'CANCELLED' })
  expect(machine).toMatchObject({ cancels: 1, ups: 1 })
})

test('another failure starts nothing', async () => {
  const { machine, fakes } = desktop([])
  const denied = { ...missing, code: 'ENGINE_DENIED' } as const
  const ran = await run(['up', '--json'], {
    ...fakes,
    controller: { up: () => Promise.reject(new Failure(denied)) },
  })
  expect(ran.json()).toEqual([{ type: 'error', ...denied }])
  expect(machine.starts).toBe(0)
})
