import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyEvent, type Event } from '../../../src/main/orchestrator/apply-event'
import { recordOf, startRun, viewsOf, type Run } from '../../../src/main/orchestrator/run'
import { afterMove, hasEnded, transitions } from '../../../src/main/orchestrator/transitions'
import { stepState, stepView, type StepState } from '../../../src/shared/domain/step'
import { Failure } from '../../../src/shared/errors'

/** What the model keeps of a step: its state, and how often it acted. */
interface Model {
  readonly states: Map<string, StepState>
  readonly acted: Map<string, number>
}
interface Real {
  run: Run
  now: number
}

const needs: Readonly<Record<string, readonly string[]>> = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'] }
const ids = Object.keys(needs)
const steps = ids.map((id) => ({ id, title: id.toUpperCase(), needs: needs[id] ?? [] }))
const error = { code: 'STEP_FAILED', what: 'It failed.', why: '', fix: '' } as const

/** The rules once more, written down apart from the table: from which states each event may come. */
const from: Readonly<Record<Event['type'], readonly StepState[]>> = {
  probe: ['waiting'],
  hold: ['probing', 'verifying'],
  act: ['probing'],
  verify: ['acting'],
  fail: ['probing', 'acting', 'verifying'],
  block: ['waiting'],
  cancel: ['waiting', 'probing', 'acting', 'verifying'],
  detail: ['acting'],
  progress: ['acting'],
  log: ['acting'],
}
const to: Readonly<Partial<Record<Event['type'], StepState>>> = {
  probe: 'probing',
  hold: 'done',
  act: 'acting',
  verify: 'verifying',
  fail: 'failed',
  block: 'blocked',
  cancel: 'cancelled',
}
const lost = new Set<StepState | undefined>(['failed', 'blocked', 'cancelled'])

const isLegal = ({ states }: Model, { id, type }: Event): boolean => {
  const state = states.get(id)
  if (!state || !from[type].includes(state)) return false
  const needed = (needs[id] ?? []).map((need) => states.get(need))
  if (type === 'probe') return needed.every((need) => need === 'done')
  if (type === 'block') return needed.some((need) => lost.has(need))
  return true
}

class Apply implements fc.Command<Model, Real> {
  readonly event: Event
  constructor(event: Event) {
    this.event = event
  }
  check(): boolean {
    return true
  }
  run(model: Model, real: Real): void {
    const { id, type } = this.event
    const before = viewsOf(real.run)
    real.now += 10
    if (!isLegal(model, this.event)) {
      assert.throws(() => applyEvent(real.run, this.event, real.now), Failure)
      assert.deepEqual(viewsOf(real.run), before)
      return
    }
    real.run = applyEvent(real.run, this.event, real.now)
    const next = to[type]
    if (next) model.states.set(id, next)
    if (type === 'act') model.acted.set(id, (model.acted.get(id) ?? 0) + 1)
    const views = viewsOf(real.run)
    assert.deepEqual(new Map(views.map((view) => [view.id, view.state])), model.states)
    for (const view of views) {
      assert.deepEqual(stepView.parse(view), view)
      assert.equal(view.attempts, model.acted.get(view.id) ?? 0)
      assert.equal(view.elapsed !== null, view.startedAt !== null && hasEnded(view.state))
      assert.equal(view.error !== null, view.state === 'failed')
      assert.ok(view.log.length <= 50)
      assert.equal(view.already, view.state === 'done' && view.attempts === 0)
    }
    const records = recordOf(real.run)
    assert.deepEqual(
      Object.keys(records).sort(),
      views.filter((view) => view.attempts > 0 && view.state !== 'done').map((view) => view.id),
    )
  }
  toString(): string {
    return `${this.event.type}(${this.event.id})`
  }
}

const event: fc.Arbitrary<Event> = fc
  .record({ id: fc.constantFrom(...ids, 'unknown'), text: fc.string(), fraction: fc.double() })
  .chain(({ id, text, fraction }) =>
    fc.constantFrom<Event>(
      { id, type: 'probe' },
      { id, type: 'probe' },
      { id, type: 'hold', detail: text },
      { id, type: 'hold', detail: text },
      { id, type: 'act', detail: text },
      { id, type: 'verify' },
      { id, type: 'fail', error },
      { id, type: 'block' },
      { id, type: 'cancel' },
      { id, type: 'detail', text },
      { id, type: 'progress', fraction },
      { id, type: 'log', line: text },
    ),
  )

it('applyEvent takes exactly the events that the rules allow, and is what the rules say afterwards', () => {
  const model = (): Model => ({
    states: new Map(ids.map((id): [string, StepState] => [id, 'waiting'])),
    acted: new Map(),
  })
  const real = (): Real => ({ run: startRun(steps, {}, 0), now: 0 })
  const commands = fc.commands([event.map((each) => new Apply(each))], { maxCommands: 80, size: 'max' })
  const modelled = fc.property(commands, (chosen) => {
    fc.modelRun(() => ({ model: model(), real: real() }), chosen)
  })
  expect(() => fc.assert(modelled, { numRuns: 300 })).not.toThrow()
})

it('every state can be reached, and every one that has not ended can be left', () => {
  const reached = new Set<StepState>(['waiting'])
  for (const state of reached) for (const next of Object.values(transitions[state])) reached.add(next)
  expect(reached).toEqual(new Set(stepState.options))
  for (const state of stepState.options) {
    expect(afterMove(state, 'cancel')).toBe(hasEnded(state) ? undefined : 'cancelled')
  }
})
