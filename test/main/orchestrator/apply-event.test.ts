import { describe, expect, it } from 'vitest'
import { applyEvent, logLimit, type Event } from '../../../src/main/orchestrator/apply-event'
import type { RunRecord } from '../../../src/main/orchestrator/record'
import { recordOf, startRun, viewsOf, type Run } from '../../../src/main/orchestrator/run'

const steps = [
  { id: 'postgres', title: 'PostgreSQL', needs: [] },
  { id: 'graph', title: 'Dummy graph', needs: ['postgres'] },
]

const after = (events: readonly Event[], records: RunRecord = {}): Run =>
  events.reduce((run, event, i) => applyEvent(run, event, 1000 * (i + 1)), startRun(steps, records, 0))

const view = (run: Run, id: string) => viewsOf(run).find((step) => step.id === id)

const acting: readonly Event[] = [
  { id: 'postgres', type: 'probe' },
  { id: 'postgres', type: 'act', detail: 'It is not running.' },
]
const error = { code: 'STEP_FAILED', what: 'It failed.', why: 'So.', fix: 'Retry.' } as const

describe('a step in a run', () => {
  it('waits at first', () => {
    expect(view(after([]), 'postgres')).toEqual({
      id: 'postgres',
      title: 'PostgreSQL',
      needs: [],
      state: 'waiting',
      detail: '',
      progress: null,
      already: false,
      attempts: 0,
      startedAt: null,
      elapsed: null,
      log: [],
      error: null,
    })
  })

  it('whose probe holds at once is done already, with no attempt', () => {
    const run = after([
      { id: 'postgres', type: 'probe' },
      { id: 'postgres', type: 'hold', detail: 'Answers on 5432.' },
    ])
    expect(view(run, 'postgres')).toMatchObject({
      state: 'done',
      already: true,
      attempts: 0,
      detail: 'Answers on 5432.',
      startedAt: '1970-01-01T00:00:01.000Z',
      elapsed: 1000,
    })
  })

  it('that had to act is done with one attempt and the time that it all took', () => {
    const run = after([
      ...acting,
      { id: 'postgres', type: 'verify' },
      { id: 'postgres', type: 'hold', detail: 'Answers.' },
    ])
    expect(view(run, 'postgres')).toMatchObject({ state: 'done', already: false, attempts: 1, elapsed: 3000 })
  })

  it('shows what its action reports, progress within 0 and 1', () => {
    const run = after([
      ...acting,
      { id: 'postgres', type: 'detail', text: 'Creating the cluster.' },
      { id: 'postgres', type: 'progress', fraction: 1.5 },
      { id: 'postgres', type: 'log', line: 'initdb: ok' },
    ])
    expect(view(run, 'postgres')).toMatchObject({
      state: 'acting',
      detail: 'Creating the cluster.',
      progress: 1,
      log: ['initdb: ok'],
    })
  })

  it.each([
    [-1, 0],
    [0.25, 0.25],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 1],
  ])('takes a progress of %d for %d', (fraction, shown) => {
    const run = after([...acting, { id: 'postgres', type: 'progress', fraction }])
    expect(view(run, 'postgres')?.progress).toBe(shown)
  })

  it('keeps the last 50 lines of its log', () => {
    const lines = Array.from({ length: 120 }, (_, i) => `line ${i}`)
    const run = after([...acting, ...lines.map((line): Event => ({ id: 'postgres', type: 'log', line }))])
    expect(logLimit).toBe(50)
    expect(view(run, 'postgres')?.log).toEqual(lines.slice(-50))
  })

  it('that failed carries its error and keeps its log', () => {
    const run = after([
      ...acting,
      { id: 'postgres', type: 'log', line: 'FATAL' },
      { id: 'postgres', type: 'fail', error },
    ])
    expect(view(run, 'postgres')).toMatchObject({
      state: 'failed',
      error,
      detail: 'It failed.',
      log: ['FATAL'],
    })
  })

  it('is blocked by a failed one, and says by which', () => {
    const run = after([...acting, { id: 'postgres', type: 'fail', error }, { id: 'graph', type: 'block' }])
    expect(view(run, 'graph')).toMatchObject({
      state: 'blocked',
      detail: 'Needs: PostgreSQL.',
      elapsed: null,
    })
  })
})

describe('an event that cannot be', () => {
  const illegal: readonly (readonly [string, readonly Event[], RegExp])[] = [
    ['of an unknown step', [{ id: 'nowhere', type: 'probe' }], /no step nowhere.*postgres, graph/],
    ['a probe before the needs are done', [{ id: 'graph', type: 'probe' }], /needs postgres, not done yet/],
    [
      'an action that was not probed for',
      [{ id: 'postgres', type: 'act', detail: '' }],
      /while it is waiting/,
    ],
    ['a second action', [...acting, { id: 'postgres', type: 'act', detail: '' }], /while it is acting/],
    ['a block while the needs go on', [...acting, { id: 'graph', type: 'block' }], /has ended without/],
    ['a block with nothing needed', [{ id: 'postgres', type: 'block' }], /has ended without/],
    ['a log line before the action', [{ id: 'postgres', type: 'log', line: '' }], /Only a running action/],
    [
      'success without a check',
      [...acting, { id: 'postgres', type: 'hold', detail: '' }],
      /while it is acting/,
    ],
    [
      'anything after the end',
      [
        { id: 'postgres', type: 'cancel' },
        { id: 'postgres', type: 'probe' },
      ],
      /while it is cancelled/,
    ],
  ]

  it.each(illegal)('%s: throws', (_, events, message) => {
    expect(() => after(events)).toThrow(message)
  })

  it('leaves the run that it was tried on as it was', () => {
    const run = after(acting)
    const before = viewsOf(run)
    expect(() => applyEvent(run, { id: 'graph', type: 'probe' }, 9000)).toThrow(/not done yet/)
    expect(viewsOf(run)).toEqual(before)
  })
})

describe('what outlives the process', () => {
  it('is nothing of a step that is done, and of one that nothing was tried of', () => {
    const run = after([
      { id: 'postgres', type: 'probe' },
      { id: 'postgres', type: 'hold', detail: '' },
    ])
    expect(recordOf(run)).toEqual({})
  })

  it('is the attempt of a step that acts: a kill now is noticed by the next run', () => {
    const records = recordOf(after(acting))
    expect(records).toEqual({
      postgres: { attempts: 1, state: 'acting', since: '1970-01-01T00:00:02.000Z', error: null },
    })
    const next = startRun(steps, records, 0)
    expect(view(next, 'postgres')).toMatchObject({ attempts: 1, detail: 'Interrupted last time.' })
    const again = acting.reduce((run, event) => applyEvent(run, event, 0), next)
    expect(view(again, 'postgres')).toMatchObject({
      attempts: 2,
      detail: 'Interrupted last time, so it goes on. It is not running.',
    })
  })

  it('counts attempts until the step is done', () => {
    const failing: readonly Event[] = [...acting, { id: 'postgres', type: 'fail', error }]
    const once = recordOf(after(failing))
    const twice = recordOf(after(failing, once))
    expect([once['postgres']?.attempts, twice['postgres']?.attempts]).toEqual([1, 2])
    expect(twice['postgres']).toMatchObject({ state: 'failed', error })
    expect(view(after([], twice), 'postgres')?.detail).toBe('')
    const done: readonly Event[] = [
      ...acting,
      { id: 'postgres', type: 'verify' },
      { id: 'postgres', type: 'hold', detail: '' },
    ]
    expect(recordOf(after(done, twice))).toEqual({})
  })

  it('is the earlier record while a step has not been tried again', () => {
    const records = {
      graph: { attempts: 3, state: 'failed', since: '2026-11-23T10:00:00.000Z', error: null },
    } as const
    const run = after(
      [...acting, { id: 'postgres', type: 'fail', error }, { id: 'graph', type: 'block' }],
      records,
    )
    expect(recordOf(run)['graph']).toEqual(records.graph)
  })
})
