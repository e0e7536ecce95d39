import { describe, expect, it } from 'vitest'
import type { Baseline, FleetStatus, ResetPlan } from '../../../src/shared/domain/fleet'
import { Failure, type ErrorCode } from '../../../src/shared/errors'
import { statusOf } from '../api/fake-core'
import { serviceOf, stepOf } from '../fleet/made-up-views'
import { run } from './run-verb'

const failing = (code: ErrorCode) => () =>
  Promise.reject(new Failure({ code, what: 'It failed.', why: 'For this reason.', fix: 'Do that.' }))

/** A fleet whose start shows three looks. */
const startingFleet = () => {
  const looks: FleetStatus[] = [
    statusOf({ phase: 'starting', steps: [stepOf()] }),
    statusOf({ phase: 'starting', steps: [stepOf({ state: 'acting', detail: 'initdb', progress: 0.5 })] }),
    statusOf({ steps: [stepOf({ state: 'done', elapsed: 1200, detail: 'answers' })] }),
  ]
  let seen = (): void => undefined
  const shown = new Promise<void>((resolve) => {
    seen = resolve
  })
  return {
    async *watch() {
      for (const look of looks) yield look
      seen()
    },
    up: async () => {
      await shown
      return statusOf()
    },
  }
}

describe('up', () => {
  it('says which fleet and why before anything else, then each change of a step on a line of its own where there is no terminal', async () => {
    const { status, err, out } = await run(['up'], { controller: startingFleet() })
    expect(status).toBe(0)
    expect(err).toBe(
      `Practice fleet at http://127.0.0.1:18310: ${statusOf().reason}\nworking PostgreSQL (so far: initdb)\ndone PostgreSQL in 1.2 s: answers\n`,
    )
    expect(out).toContain('Practice fleet: ready at http://127.0.0.1:18310')
  })

  it('redraws one list on a terminal', async () => {
    const { err } = await run(['up'], { controller: startingFleet() }, { terminal: true })
    expect(err).toContain('· PostgreSQL\n')
    expect(err).toContain('\u001b[1A\u001b[0J> PostgreSQL 50 %: initdb\n')
    expect(err).toContain('\u001b[1A\u001b[0J✓ PostgreSQL (1.2 s): answers\n')
  })

  it('with --json tells steps and status as JSON lines', async () => {
    const { json } = await run(['up', '--json'], { controller: startingFleet() })
    expect(json().map((line) => [line['type'], line['state'] ?? line['phase']])).toEqual([
      ['step', 'acting'],
      ['step', 'done'],
      ['status', 'ready'],
    ])
  })

  it.each<[ErrorCode, number]>([
    ['PORT_TAKEN', 3],
    ['HOME_UNUSABLE', 3],
    ['FLEET_UNAVAILABLE', 3],
    ['HOME_BUSY', 1],
    ['STEP_FAILED', 1],
    ['DISK_FULL', 1],
    ['TIMED_OUT', 1],
    ['INTERNAL', 1],
  ])('that fails with %s ends with %i and says what, why and how to go on', async (code, expected) => {
    const { status, err, out } = await run(['up'], { controller: { up: failing(code) } })
    expect(status).toBe(expected)
    expect(err).toContain(`It failed.  [${code}]`)
    expect(err).toContain('Why: For this reason.')
    expect(err).toContain('Fix: Do that.')
    expect(out).toBe('')
  })

  it('that ends without a fleet that is ready has failed', async () => {
    const { status, err } = await run(['up'], {
      controller: { up: async () => statusOf({ phase: 'failed' }) },
    })
    expect(status).toBe(1)
    expect(err).toContain('STEP_FAILED')
  })

  it('that ends degraded has failed, and names what is not well', async () => {
    const degraded = statusOf({
      phase: 'degraded',
      services: [
        serviceOf({ name: 'mat' }),
        serviceOf({ name: 'pcg', state: 'unhealthy', detail: 'answers 500' }),
      ],
      steps: [stepOf({ state: 'done' }), stepOf({ title: 'Dummy graph', state: 'waiting' })],
    })
    const { status, err } = await run(['up'], { controller: { up: async () => degraded } })
    expect(status).toBe(1)
    expect(err).toContain('It is degraded: pcg is unhealthy (answers 500), "Dummy graph" is waiting.')
  })

  it('that is cancelled says so and ends with 1', async () => {
    const controller = new AbortController()
    const { status, err } = await run(
      ['up'],
      {
        controller: {
          up: (signal) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason))
              controller.abort()
            }),
        },
      },
      { signal: controller.signal },
    )
    expect(status).toBe(1)
    expect(err).toContain('CANCELLED')
  })

  it('whose picture breaks is done all the same, and says what broke', async () => {
    const { status, err } = await run(['up'], {
      controller: {
        async *watch() {
          yield statusOf()
          throw new Error('no picture')
        },
        up: async () => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          return statusOf()
        },
      },
    })
    expect(status).toBe(0)
    expect(err).toContain('no picture')
  })
})

describe('status', () => {
  it('is one JSON line with everything', async () => {
    const { json, opened, status } = await run(['status', '--json'])
    expect(status).toBe(0)
    expect(json()).toEqual([{ type: 'status', ...statusOf() }])
    expect(opened).toEqual(['controller'])
  })

  it('cannot be steered by what a service says of itself', async () => {
    const { out } = await run(['status'], {
      controller: { status: async () => statusOf({ reason: 'evil\u001b[2J\u202e' }) },
    })
    expect(out).toContain('evil\\x1b[2J\\u202e')
    expect(out).not.toContain('\u001b')
  })
})

const statusText = async (kind: FleetStatus['kind'], services: FleetStatus['services']): Promise<string> =>
  (await run(['status'], { controller: { status: async () => statusOf({ kind, services }) } })).out

describe('the table of services', () => {
  it('has each with its memory, and helpers below it', async () => {
    const helper = { name: 'pcg-net', state: 'healthy' as const, detail: '' }
    const out = await statusText('practice', [
      serviceOf({ memory: 3_000_000 }),
      serviceOf({ name: 'pcg', version: '2.21.1', helpers: [helper] }),
    ])
    expect(out).toMatch(/SERVICE +STATE +VERSION +MEMORY +DETAIL/)
    expect(out).toMatch(/gateway +healthy +3 MiB/)
    expect(out).toMatch(/pcg +healthy +2.21.1\n {2}pcg-net +healthy/)
  })

  it('has no column of memory before it is told: by any service, of the genuine fleet by every one that runs', async () => {
    const starting = serviceOf({ detail: 'It starts.' })
    const without = /SERVICE +STATE +VERSION +DETAIL\n/
    expect(await statusText('practice', [starting])).toMatch(without)
    expect(await statusText('practice', [starting])).toMatch(/gateway +healthy +It starts\./)
    const pcg = serviceOf({ name: 'pcg', memory: 3_000_000 })
    expect(await statusText('genuine', [starting, pcg])).toMatch(without)
    const stopped = serviceOf({ state: 'stopped' })
    expect(await statusText('genuine', [stopped, pcg])).toMatch(/pcg +healthy +3 MiB/)
  })
})

describe('down', () => {
  it('stops without asking; data stays', async () => {
    const asked: boolean[] = []
    const down = async (volumes: boolean): Promise<void> => void asked.push(volumes)
    const { status, json } = await run(['down', '--json'], { controller: { down } })
    expect(status).toBe(0)
    expect(asked).toEqual([false])
    expect(json()).toEqual([{ type: 'down', volumes: false }])
  })

  it('--volumes without a terminal says what goes and needs --yes', async () => {
    const asked: boolean[] = []
    const down = async (volumes: boolean): Promise<void> => void asked.push(volumes)
    const refused = await run(['down', '--volumes'], { controller: { down } })
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('every version')
    expect(refused.err).toContain('CONFIRMATION_NEEDED')
    expect(asked).toEqual([])
    expect((await run(['down', '--volumes', '--yes'], { controller: { down } })).status).toBe(0)
    expect(asked).toEqual([true])
  })
})

describe('reset', () => {
  const plan: ResetPlan = {
    clean: true,
    result: 'Everything as after the first start.',
    tables: [
      { name: 'my_cave_table', rows: 12, fate: 'restored' },
      { name: 'own_table', rows: 1, fate: 'removed' },
      { name: 'kept_table', rows: 5, fate: 'kept' },
    ],
    versions: [2, 3],
  }
  const fleet = () => {
    const done: boolean[] = []
    return {
      done,
      controller: {
        resetPlan: async () => plan,
        reset: async (clean: boolean) => {
          done.push(clean)
          return { versions: [1] }
        },
      },
    }
  }

  it('names the tables and versions that go, and asks', async () => {
    const { controller, done } = fleet()
    const { status, err, out } = await run(['reset', '--clean'], { controller }, { typed: ['yes'] })
    expect(status).toBe(0)
    expect(done).toEqual([true])
    expect(err).toContain('own_table with 1 row\n')
    expect(err).toContain('my_cave_table (now 12 rows)')
    expect(err).toContain('versions 2, 3')
    expect(err).not.toContain('kept_table')
    expect(out).toContain('Versions now: 1.')
  })

  it.each([[['no']], [['']], [['y']], [[]]])('does nothing when the answer is %j', async (typed) => {
    const { controller, done } = fleet()
    const { status, err } = await run(['reset', '--clean'], { controller }, { typed })
    expect(status).toBe(1)
    expect(err).toContain('CANCELLED')
    expect(done).toEqual([])
  })

  it('without a terminal needs --yes', async () => {
    const { controller, done } = fleet()
    expect((await run(['reset'], { controller })).status).toBe(2)
    expect(done).toEqual([])
    const { status, json } = await run(['reset', '--yes', '--json'], { controller })
    expect(status).toBe(0)
    expect(json().map((line) => line['type'])).toEqual(['plan', 'reset'])
    expect(done).toEqual([false])
  })
})

describe('baseline', () => {
  const baseline = (origin: Baseline['origin']): Baseline => ({
    madeAt: '2026-11-23T10:00:00.000Z',
    origin,
    tables: ['my_cave_table'],
    versions: [1],
  })

  it('set declares without asking where none was declared', async () => {
    const { status, json } = await run(['baseline', 'set', '--json'], {
      controller: {
        readBaseline: async () => baseline('first'),
        setBaseline: async () => baseline('declared'),
      },
    })
    expect(status).toBe(0)
    expect(json()).toEqual([{ type: 'baseline', ...baseline('declared') }])
  })

  it.each(['set', 'clear'])('%s asks before a declared one goes', async (verb) => {
    const { status, err } = await run(['baseline', verb], {
      controller: { readBaseline: async () => baseline('declared') },
    })
    expect(status).toBe(2)
    expect(err).toContain('2026-11-23T10:00:00.000Z')
  })

  it('clear says when there is nothing to clear', async () => {
    const { status, json } = await run(['baseline', 'clear', '--json'], {
      controller: { readBaseline: async () => baseline('first') },
    })
    expect(status).toBe(0)
    expect(json()).toEqual([{ type: 'baseline-cleared', declared: false }])
  })
})

it('materialize --repair frees the worker before it asks for a version', async () => {
  const journal: string[] = []
  const ran = await run(['materialize', '--repair', '--json'], {
    controller: {
      repairWorker: async () => void journal.push('repair'),
      materialize: async () => {
        journal.push('materialize')
        return { version: 3 }
      },
    },
  })
  expect(journal).toEqual(['repair', 'materialize'])
  expect(ran.json()).toEqual([{ type: 'repaired' }, { type: 'materialized', version: 3 }])
})

it('status shows the helpers of a service below it, and what was put right by itself', async () => {
  const service = {
    name: 'annotation',
    title: 'AnnotationEngine',
    state: 'healthy',
    detail: '',
    version: '4.35.0',
    memory: null,
    startedAt: null,
    restarts: 0,
    exitStatus: null,
    actions: [],
    helpers: [{ name: 'annotation-net', state: 'unhealthy', detail: 'It is paused.' }],
  } as const
  const status = statusOf({
    services: [{ ...service, actions: [], helpers: [...service.helpers] }],
    healing: {
      what: 'It was lost.',
      state: 'healed',
      detail: 'It is there again.',
      at: '2026-11-26T10:00:00.000Z',
    },
  })
  const { out } = await run(['status'], { controller: { status: async () => status } })
  expect(out).toMatch(/annotation +healthy.*\n {2}annotation-net +unhealthy.*It is paused\./)
  expect(out).toContain('At 2026-11-26T10:00:00.000Z: It was lost. It is there again.')
})

describe('materialize and graph rebuild', () => {
  it('tell what was made', async () => {
    expect((await run(['materialize', '--json'])).json()).toEqual([{ type: 'materialized', version: 2 }])
    expect((await run(['graph', 'rebuild', '--json'])).json()).toEqual([{ type: 'graph' }])
  })

  it('show their stages', async () => {
    let seen = (): void => undefined
    const shown = new Promise<void>((resolve) => (seen = resolve))
    const { err } = await run(['materialize'], {
      controller: {
        async *watch() {
          const job = { kind: 'materialize', title: 'Materializing', progress: 0.1, startedAt: '' } as const
          yield statusOf({ job: { ...job, stage: 'copying tables' } })
          yield statusOf({ job: { ...job, stage: 'copying tables', progress: 0.5 } })
          yield statusOf({ job: { ...job, stage: 'merging' } })
          yield statusOf()
          seen()
        },
        materialize: async () => {
          await shown
          return { version: 2 }
        },
      },
    })
    expect(err.match(/copying tables/g)).toHaveLength(1)
    expect(err).toContain('merging')
  })
})
