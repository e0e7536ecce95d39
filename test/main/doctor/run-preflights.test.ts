import { afterEach, describe, expect, it, vi } from 'vitest'
import { passed, type Preflight, type Surroundings, type Verdict } from '../../../src/main/doctor/preflight'
import { runPreflights } from '../../../src/main/doctor/run-preflights'
import { lifeAtFirst } from '../../../src/shared/domain/life'
import { Failure } from '../../../src/shared/errors'

const surroundings: Surroundings = {
  home: {
    folder: '/home/of/tests',
    settings: {
      id: '00000000-0000-4000-8000-000000000000',
      port: 8080,
      project: 'realcave',
      fleet: null,
      because: null,
      welcomed: true,
      kitLeft: false,
      panelPort: null,
      ...lifeAtFirst,
    },
    path: (...segments) => segments.join('/'),
    change: () => Promise.reject(new Error('not expected')),
    remembered: () => Promise.reject(new Error('not expected')),
  },
  port: 8080,
  resources: '/resources',
  connection: async () => null,
  wantsGenuine: false,
  docker: () => Promise.reject(new Error('no engine in tests')),
}

const preflight = (id: string, look: (signal: AbortSignal) => Promise<Verdict>): Preflight => ({
  id,
  title: id,
  look: (_surroundings, signal) => look(signal),
})

const never = new AbortController().signal

afterEach(() => {
  vi.useRealTimers()
})

describe('the checks', () => {
  it('come in their order, and one that fails does not fail the others', async () => {
    const checks = await runPreflights(
      [
        preflight('slow', async () => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          return passed('good')
        }),
        preflight('broken', () => Promise.reject(new TypeError('x is undefined'))),
        preflight('refused', () =>
          Promise.reject(new Failure({ code: 'HOME_UNUSABLE', what: 'What.', why: 'Why.', fix: 'Fix.' })),
        ),
      ],
      surroundings,
      never,
    )
    expect(checks).toEqual([
      { id: 'slow', title: 'slow', state: 'passed', what: 'good', why: '', fix: '', action: null },
      {
        id: 'broken',
        title: 'broken',
        state: 'warning',
        what: 'It is not known.',
        why: 'x is undefined',
        fix: 'Run it again.',
        action: null,
      },
      {
        id: 'refused',
        title: 'refused',
        state: 'failed',
        what: 'What.',
        why: 'Why.',
        fix: 'Fix.',
        action: null,
      },
    ])
  })

  it('that hang are told of after their limit, and told to end', async () => {
    vi.useFakeTimers()
    let told = false
    const checks = runPreflights(
      [
        preflight('stuck', (signal) => {
          signal.addEventListener('abort', () => {
            told = true
          })
          return new Promise(() => undefined)
        }),
      ],
      surroundings,
      never,
    )
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await checks).toEqual([
      expect.objectContaining({ state: 'warning', why: expect.stringContaining('10 s') }),
    ])
    expect(told).toBe(true)
  })

  it('end at once when they are cancelled', async () => {
    const controller = new AbortController()
    const checks = runPreflights(
      [preflight('stuck', () => new Promise(() => undefined))],
      surroundings,
      controller.signal,
    )
    controller.abort()
    await expect(checks).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    await expect(runPreflights([], surroundings, controller.signal)).rejects.toMatchObject({
      info: { code: 'CANCELLED' },
    })
  })
})
