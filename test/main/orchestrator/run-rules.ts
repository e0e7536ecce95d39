import assert from 'node:assert/strict'
import type { RunOutcome } from '../../../src/main/orchestrator/run-steps'
import { hasEnded, transitions } from '../../../src/main/orchestrator/transitions'
import { stepView, type StepState, type StepView } from '../../../src/shared/domain/step'
import type { SimulatedWorld } from './simulated-world'

const nexts = (state: StepState): readonly StepState[] => Object.values(transitions[state])

/** What an observer saw of one run: every change legal, nothing begun before its needs were done, interruptions told. */
export const checkStory = (story: readonly (readonly StepView[])[], interrupted: readonly string[]): void => {
  const first = story[0] ?? []
  assert.ok(first.every(({ state }) => state === 'waiting'))
  for (const id of interrupted) {
    assert.equal(first.find((view) => view.id === id)?.detail, 'Interrupted last time.', id)
  }
  for (const [i, views] of story.entries()) {
    const states = new Map(views.map(({ id, state }) => [id, state]))
    for (const [j, view] of views.entries()) {
      assert.deepEqual(stepView.parse(view), view)
      const before = story[i - 1]?.[j]?.state ?? 'waiting'
      assert.ok(view.state === before || nexts(before).includes(view.state), `${before} -> ${view.state}`)
      if (view.state === 'waiting' || view.state === 'blocked' || view.state === 'cancelled') continue
      for (const need of view.needs) assert.equal(states.get(need), 'done', `${view.id} before ${need}`)
    }
  }
}

/** How a run ended: every step, consistently, and as the world is. */
export const checkOutcome = (outcome: RunOutcome, world: SimulatedWorld, isCancelled: boolean): void => {
  const states = new Map(outcome.views.map(({ id, state }) => [id, state]))
  for (const { id, state, needs, error } of outcome.views) {
    assert.ok(hasEnded(state), `${id} is left ${state}`)
    if (state === 'done') assert.ok(world.holding.has(id), `${id} is called done`)
    if (state === 'cancelled') assert.ok(isCancelled, `${id} is called cancelled`)
    const isBlocked = needs.some((need) => states.get(need) !== 'done')
    if (isBlocked)
      assert.ok(state === 'blocked' || (isCancelled && state === 'cancelled'), `${id} is ${state}`)
    else assert.notEqual(state, 'blocked')
    assert.equal(error !== null, state === 'failed')
  }
  const all = new Set(states.values())
  const expected = all.has('failed') ? 'failed' : all.has('cancelled') ? 'cancelled' : 'done'
  assert.equal(outcome.state, expected)
  assert.equal(outcome.error === null, expected === 'done')
  assert.equal(outcome.trouble, null)
}
