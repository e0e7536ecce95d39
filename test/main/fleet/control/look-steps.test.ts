import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lookSteps, lookWhetherDone } from '../../../../src/main/fleet/control/look-steps'
import type { Step } from '../../../../src/main/orchestrator/step'
import { Failure } from '../../../../src/shared/errors'
import type { StepView } from '../../../../src/shared/domain/step'

type Answer = 'holds' | 'missing' | 'breaks'

interface Declared {
  readonly step: Step<null>
  probes: number
}

const never = new AbortController().signal

const declare = (id: string, needs: readonly string[], answer: Answer): Declared => {
  const declared: Declared = {
    probes: 0,
    step: {
      id,
      title: `step ${id}`,
      needs,
      limit: { milliseconds: 1000, reason: 'it is quick' },
      probe: async () => {
        declared.probes += 1
        if (answer === 'breaks')
          throw new Failure({ code: 'DATABASE_FAILED', what: 'It broke.', why: 'Bad luck.', fix: 'Again.' })
        return { holds: answer === 'holds', detail: answer }
      },
      act: () => Promise.reject(new Error('a look must not act')),
      explain: () => ({ code: 'STEP_FAILED', what: '', why: '', fix: '' }),
    },
  }
  return declared
}

const look = (steps: readonly Declared[], known: readonly StepView[] = []) =>
  lookSteps(
    steps.map(({ step }) => step),
    null,
    new Map(known.map((view) => [view.id, view])),
    never,
  )

/** Steps of which each may need any earlier one. */
const graphs = fc
  .array(
    fc.record({ answer: fc.constantFrom<Answer[]>('holds', 'missing', 'breaks'), needs: fc.array(fc.nat()) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((nodes) =>
    nodes.map(({ answer, needs }, index) => ({
      id: String(index),
      answer,
      needs: index === 0 ? [] : [...new Set(needs.map((need) => String(need % index)))],
    })),
  )

test('a step is done when it and everything that it needs holds; each is probed once', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const steps = graph.map(({ id, needs, answer }) => declare(id, needs, answer))
      const views = await look(steps)
      const done = new Map<string, boolean>()
      for (const [index, { id, needs, answer }] of graph.entries()) {
        const ready = needs.every((need) => done.get(need) === true)
        done.set(id, ready && answer === 'holds')
        expect(steps[index]?.probes).toBe(1)
        expect(views[index]?.state).toBe(done.get(id) === true ? 'done' : 'waiting')
      }
    }),
  )
})

test('what is waited for, and why a look failed, can be read', async () => {
  const [broken, waiting] = await look([declare('a', [], 'breaks'), declare('b', ['a'], 'holds')])
  expect(broken).toMatchObject({ state: 'waiting', detail: 'It broke. Bad luck.' })
  expect(waiting).toMatchObject({ state: 'waiting', detail: 'Waits for "step a".' })
})

const view = (id: string, state: StepView['state']): StepView => ({
  id,
  title: id,
  needs: [],
  state,
  detail: 'of the run',
  progress: null,
  already: false,
  attempts: 2,
  startedAt: '2026-11-23T01:44:35.925Z',
  elapsed: 123,
  log: ['a line'],
  error: state === 'failed' ? { code: 'STEP_FAILED', what: 'w', why: 'y', fix: 'f' } : null,
})

test.each(['failed', 'blocked', 'cancelled'] as const)(
  'how a step %s stays to be read while it is so',
  async (state) => {
    expect(await look([declare('a', [], 'missing')], [view('a', state)])).toEqual([view('a', state)])
    const [healed] = await look([declare('a', [], 'holds')], [view('a', state)])
    expect(healed).toMatchObject({ state: 'done', error: null, detail: 'holds', already: true })
  },
)

test('a step that is done keeps how long it took, and loses it when it does not hold any more', async () => {
  const [kept] = await look([declare('a', [], 'holds')], [view('a', 'done')])
  expect(kept).toMatchObject({ state: 'done', elapsed: 123, log: ['a line'], detail: 'holds' })
  const [lost] = await look([declare('a', [], 'missing')], [view('a', 'done')])
  expect(lost).toMatchObject({ state: 'waiting', elapsed: null, log: [], detail: 'missing' })
})

test('a cancelled look is cancelled, not a finding', async () => {
  const stop = new AbortController()
  const hanging: Step<null> = {
    ...declare('a', [], 'holds').step,
    probe: (_context, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('ended')), { once: true })
      }),
  }
  const end = lookSteps([hanging], null, new Map(), stop.signal)
  stop.abort()
  await expect(end).rejects.toMatchObject({ name: 'AbortError' })
})

const whetherDone = (steps: readonly Declared[], signal = never) =>
  lookWhetherDone(
    steps.map(({ step }) => step),
    null,
    signal,
  )

test('whether everything is done: every step as already done, or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const views = await whetherDone(graph.map(({ id, needs, answer }) => declare(id, needs, answer)))
      const allHold = graph.every(({ answer }) => answer === 'holds')
      expect(views?.map(({ id, state, already }) => [id, state, already]) ?? null).toEqual(
        allHold ? graph.map(({ id }) => [id, 'done', true]) : null,
      )
    }),
  )
})

/** A probe that answers only when it is told to stop. */
const endless = (id: string, stopped: () => void): Declared => {
  const declared = declare(id, [], 'holds')
  const probe: Step<null>['probe'] = (_context, signal) =>
    new Promise((_resolve, reject) => {
      const stop = (): void => {
        stopped()
        reject(new Error('ended'))
      }
      signal.addEventListener('abort', stop, { once: true })
    })
  return { ...declared, step: { ...declared.step, probe } }
}

test('one that is not done is enough: the other probes are stopped', async () => {
  let stopped = 0
  const stop = (): number => (stopped += 1)
  expect(await whetherDone([endless('a', stop), declare('b', [], 'missing'), endless('c', stop)])).toBeNull()
  expect(stopped).toBe(2)
})

test('a cancelled look whether everything is done is cancelled, not an answer', async () => {
  const stop = new AbortController()
  const end = whetherDone([endless('a', () => undefined)], stop.signal)
  stop.abort()
  await expect(end).rejects.toMatchObject({ name: 'AbortError' })
})
