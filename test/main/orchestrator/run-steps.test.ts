import { beforeEach, describe, expect, it } from 'vitest'
import { runSteps, type RunOutcome } from '../../../src/main/orchestrator/run-steps'
import type { Step } from '../../../src/main/orchestrator/step'
import type { StepView } from '../../../src/shared/domain/step'
import { Failure } from '../../../src/shared/errors'
import { MemoryRecords } from './memory-records'
import { VirtualClock } from './virtual-clock'

type World = Set<string>

let clock = new VirtualClock()
let records = new MemoryRecords()
let world: World = new Set()
let journal: string[] = []
let seen: (readonly StepView[])[] = []

beforeEach(() => {
  clock = new VirtualClock()
  records = new MemoryRecords()
  world = new Set()
  journal = []
  seen = []
})

/** A step whose postcondition is a name in the world, and whose action takes 100 ms. */
const step = (
  id: string,
  needs: readonly string[] = [],
  changes: Partial<Step<World>> = {},
): Step<World> => ({
  id,
  title: id.toUpperCase(),
  needs,
  limit: { milliseconds: 10_000, reason: 'slow machines take 5 s' },
  probe: async (context) => ({ holds: context.has(id), detail: context.has(id) ? 'There.' : 'Not there.' }),
  act: async (context) => {
    journal.push(`${id}>`)
    await clock.sleep(100)
    context.add(id)
    journal.push(`${id}<`)
  },
  explain: (error) => ({ code: 'STEP_FAILED', what: `${id} failed.`, why: String(error), fix: 'Retry.' }),
  ...changes,
})

const failing = (message: string): Partial<Step<World>> => ({
  act: async () => {
    await clock.sleep(10)
    throw new Error(message)
  },
})

const begin = (steps: readonly Step<World>[], signal = new AbortController().signal): Promise<RunOutcome> =>
  runSteps({ steps, context: world, signal, records, clock, observe: (views) => seen.push(views) })

const run = (steps: readonly Step<World>[], signal?: AbortSignal) => clock.until(begin(steps, signal))

const states = ({ views }: RunOutcome) => Object.fromEntries(views.map(({ id, state }) => [id, state]))

describe('a run', () => {
  it('of no steps is done', async () => {
    expect(await run([])).toEqual({ state: 'done', views: [], error: null, trouble: null })
  })

  it('acts in the order of needs, independent steps side by side', async () => {
    const outcome = await run([step('d', ['b', 'c']), step('b', ['a']), step('c', ['a']), step('a')])
    expect(outcome.state).toBe('done')
    expect(journal).toEqual(['a>', 'a<', 'b>', 'c>', 'b<', 'c<', 'd>', 'd<'])
    expect(outcome.views.map(({ id }) => id)).toEqual(['d', 'b', 'c', 'a'])
  })

  it('acts only where the probe fails', async () => {
    world.add('a')
    const outcome = await run([step('a'), step('b', ['a'])])
    expect(journal).toEqual(['b>', 'b<'])
    expect(outcome.views.map(({ already }) => already)).toEqual([true, false])
  })

  it('again, once everything is done, only probes and records nothing', async () => {
    const steps = [step('a'), step('b', ['a'])]
    await run(steps)
    const { saves } = records
    journal = []
    expect((await run(steps)).views.every(({ already }) => already)).toBe(true)
    expect(journal).toEqual([])
    expect(records.saves).toBe(saves)
  })

  it('tells every change to its observer, from waiting to done', async () => {
    await run([step('a')])
    expect(seen.map(([view]) => view?.state)).toEqual(['waiting', 'probing', 'acting', 'verifying', 'done'])
  })

  it('passes on what the action reports', async () => {
    const act: Step<World>['act'] = async (context, report) => {
      report.detail('Half way.')
      report.progress(0.5)
      report.log('first line')
      context.add('a')
    }
    await run([step('a', [], { act })])
    const last = seen.flatMap(([view]) => (view?.state === 'acting' ? [view] : [])).at(-1)
    expect(last).toMatchObject({ detail: 'Half way.', progress: 0.5, log: ['first line'] })
  })

  it('leaves no timer behind', async () => {
    await run([step('a'), step('b', [], failing('no')), step('c', ['b'])])
    expect(clock.pending).toBe(0)
  })
})

describe('a failed step', () => {
  const steps = () => [step('a', [], failing('disk on fire')), step('b', ['a']), step('c', ['b']), step('d')]

  it('blocks those that need it; the others finish', async () => {
    const outcome = await run(steps())
    expect(states(outcome)).toEqual({ a: 'failed', b: 'blocked', c: 'blocked', d: 'done' })
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { what: 'a failed.', why: 'Error: disk on fire' },
    })
  })

  it('is what a retry goes on from', async () => {
    await run(steps())
    journal = []
    const outcome = await run([step('a'), step('b', ['a']), step('c', ['b']), step('d')])
    expect(outcome.state).toBe('done')
    expect(journal).toEqual(['a>', 'a<', 'b>', 'b<', 'c>', 'c<'])
    expect(outcome.views[0]).toMatchObject({ id: 'a', attempts: 2 })
    expect(records.saved).toEqual({})
  })

  it('keeps the words of a failure that is one of ours', async () => {
    const ours = new Failure({ code: 'PORT_TAKEN', what: 'Taken.', why: 'By ssh.', fix: 'Free it.' })
    const outcome = await run([step('a', [], { act: () => Promise.reject(ours) })])
    expect(outcome.error).toEqual(ours.info)
  })

  it('fails when its action throws at once, or its probe does', async () => {
    const thrower = (): never => {
      throw new Error('at once')
    }
    const outcome = await run([step('a', [], { act: thrower }), step('b', [], { probe: thrower })])
    expect(states(outcome)).toEqual({ a: 'failed', b: 'failed' })
    expect(outcome.views[1]).toMatchObject({ attempts: 0, error: { why: 'Error: at once' } })
  })

  it('fails with an INTERNAL error when even its explanation throws', async () => {
    const explain = (): never => {
      throw new Error('no words')
    }
    const outcome = await run([step('a', [], { ...failing('no'), explain })])
    expect(outcome.error).toMatchObject({ code: 'INTERNAL', why: 'no words' })
  })

  it('whose action ended well without effect says so', async () => {
    const outcome = await run([step('a', [], { act: () => Promise.resolve() })])
    expect(outcome.error).toMatchObject({
      code: 'STEP_FAILED',
      what: '"A" had no effect.',
      why: expect.stringContaining('Not there.'),
    })
  })
})

describe('a time limit', () => {
  it('ends an action that heeds its signal, and says which limit and why', async () => {
    const act: Step<World>['act'] = (_context, report, signal) => {
      report.detail('Waiting for the port.')
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('stopped'))),
      )
    }
    const started = clock.now()
    const outcome = await run([step('a', [], { act })])
    expect(clock.now() - started).toBe(10_000)
    expect(outcome.error).toEqual({
      code: 'TIMED_OUT',
      what: '"A" took longer than 10 s.',
      why: 'The limit is there because slow machines take 5 s. It was at work: Waiting for the port.',
      fix: expect.stringContaining('retry'),
    })
  })

  it('leaves an action behind that ignores its signal, 5 s later', async () => {
    const started = clock.now()
    const outcome = await run([step('a', [], { act: () => new Promise(() => undefined) })])
    expect(outcome.error?.code).toBe('TIMED_OUT')
    expect(clock.now() - started).toBe(15_000)
  })

  it('counts the probe as well', async () => {
    const outcome = await run([step('a', [], { probe: () => new Promise(() => undefined) })])
    expect(outcome.error).toMatchObject({
      code: 'TIMED_OUT',
      why: expect.stringContaining('It was checking'),
    })
  })

  it('drops what a left action still reports', async () => {
    const act: Step<World>['act'] = async (_context, report) => {
      await clock.sleep(60_000)
      report.detail('Too late.')
    }
    await run([step('a', [], { act })])
    const count = seen.length
    while (await clock.tick());
    expect(seen).toHaveLength(count)
  })

  it('keeps a retry from starting a second action beside a left one', async () => {
    let running = 0
    let most = 0
    const slow = step('a', [], {
      act: async (context) => {
        most = Math.max(most, ++running)
        await clock.sleep(22_000)
        context.add('a')
        running--
      },
    })
    expect((await run([slow])).error?.code).toBe('TIMED_OUT')
    const second = await run([slow])
    expect(second).toMatchObject({ state: 'done', views: [{ attempts: 1, already: true }] })
    expect(most).toBe(1)
  })
})

describe('a cancelled run', () => {
  it('cancels what waits and what acts, and keeps what is done', async () => {
    const cancel = new AbortController()
    const act: Step<World>['act'] = (_context, _report, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')))
        cancel.abort()
      })
    const outcome = await run([step('a'), step('b', ['a'], { act }), step('c', ['b'])], cancel.signal)
    expect(states(outcome)).toEqual({ a: 'done', b: 'cancelled', c: 'cancelled' })
    expect(outcome).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } })
    expect(clock.pending).toBe(0)
  })

  it('before it began does nothing', async () => {
    const outcome = await run([step('a')], AbortSignal.abort())
    expect(states(outcome)).toEqual({ a: 'cancelled' })
    expect(journal).toEqual([])
  })

  it('does not wait for ever for a deaf action', async () => {
    const cancel = new AbortController()
    clock.after(50, () => cancel.abort())
    const started = clock.now()
    const outcome = await run([step('a', [], { act: () => new Promise(() => undefined) })], cancel.signal)
    expect(outcome.state).toBe('cancelled')
    expect(clock.now() - started).toBe(5050)
  })
})

describe('records', () => {
  it('tell before the action starts, so that the next run knows of a kill', async () => {
    let onDisk: unknown
    const act: Step<World>['act'] = async (context) => {
      onDisk = records.saved
      context.add('a')
    }
    records.beforeSave = () => clock.sleep(30)
    await run([step('a', [], { act })])
    expect(onDisk).toMatchObject({ a: { attempts: 1, state: 'acting' } })
  })

  it('of an interrupted action show on the step', async () => {
    records.saved = { a: { attempts: 1, state: 'acting', since: '2026-11-23T10:00:00.000Z', error: null } }
    await run([step('a')])
    const details = seen.map(([view]) => view?.detail)
    expect(details[0]).toBe('Interrupted last time.')
    expect(details).toContain('Interrupted last time, so it goes on. Not there.')
  })

  it('that cannot be written fail the step before it acts', async () => {
    records.beforeSave = () =>
      Promise.reject(new Failure({ code: 'DISK_FULL', what: 'Full.', why: 'So.', fix: 'Free some.' }))
    const outcome = await run([step('a')])
    expect(outcome).toMatchObject({
      state: 'failed',
      error: { code: 'DISK_FULL' },
      trouble: { code: 'DISK_FULL' },
    })
    expect(journal).toEqual([])
  })

  it('that cannot be read reject the run', async () => {
    records.load = () => Promise.reject(new Error('unreadable'))
    await expect(run([step('a')])).rejects.toThrow('unreadable')
  })
})

describe('a defect', () => {
  it.each([
    ['an id used twice', [step('a'), step('a')], /Two steps are called a/],
    ['an unknown need', [step('a', ['z'])], /a needs z/],
    ['a step that needs itself', [step('a', ['a'])], /a -> a/],
    ['a circle', [step('x'), step('a', ['c', 'x']), step('b', ['a']), step('c', ['b'])], /a -> c -> b -> a/],
  ])('%s: nothing is run', async (_, steps, message) => {
    await expect(run(steps)).rejects.toThrow(message)
    expect(seen).toEqual([])
  })

  it('of the observer stops the run and is told', async () => {
    const going = runSteps({
      steps: [step('a'), step('b', ['a'])],
      context: world,
      signal: new AbortController().signal,
      records,
      clock,
      observe: (views) => {
        if (views[0]?.state === 'acting') throw new Error('cannot draw')
      },
    })
    await expect(clock.until(going)).rejects.toMatchObject({ info: { code: 'INTERNAL', why: 'cannot draw' } })
    expect(world.has('b')).toBe(false)
  })
})
