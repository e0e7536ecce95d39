import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { runSteps } from '../../../src/main/orchestrator/run-steps'
import { SimulatedWorld, type Script } from './simulated-world'
import { checkOutcome, checkStory } from './run-rules'
import { VirtualClock } from './virtual-clock'

/** How one run is disturbed: not at all, cancelled, or the process is killed, after so many turns of the clock. */
interface Disturbance {
  readonly kind: 'none' | 'cancel' | 'kill'
  readonly turn: number
}

const outcome = fc.constantFrom('works', 'works', 'fails', 'has no effect', 'is deaf', 'hangs')

const script = (index: number): fc.Arbitrary<Script> =>
  fc.record({
    needs: fc.subarray(Array.from({ length: index }, (_, i) => `s${i}`)),
    holds: fc.boolean(),
    probing: fc.integer({ min: 0, max: 40 }),
    acting: fc.integer({ min: 0, max: 400 }),
    outcomes: fc.array(outcome, { maxLength: 4 }),
    probeThrows: fc.integer({ min: 0, max: 12 }),
  })

const scripts = fc
  .integer({ min: 1, max: 7 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, i) => script(i))))

const disturbances = fc.array(
  fc.record({ kind: fc.constantFrom('none', 'cancel', 'kill'), turn: fc.integer({ min: 0, max: 30 }) }),
  { maxLength: 4 },
)

/** One run, disturbed as told; the rules are checked where the process survives it. */
const runOnce = async (world: SimulatedWorld, disturbance: Disturbance): Promise<void> => {
  const cancel = new AbortController()
  const interrupted = world.interrupted()
  const { clock, steps, records, story } = world.begin()
  const going = runSteps({
    steps,
    context: world,
    signal: cancel.signal,
    records,
    clock,
    observe: (views) => story.push(views),
  })
  for (let turn = 0; turn <= disturbance.turn; turn++) await clock.tick()
  if (disturbance.kind === 'kill') {
    world.kill()
    return
  }
  if (disturbance.kind === 'cancel') cancel.abort()
  const end = await clock.until(going)
  checkStory(story, interrupted)
  checkOutcome(end, world, cancel.signal.aborted)
}

it('random graphs, outcomes, time-outs, cancels, kills and resumes keep the rules', async () => {
  const property = fc.asyncProperty(scripts, disturbances, async (chosen, disturbed) => {
    const world = new SimulatedWorld(chosen, () => new VirtualClock())
    for (const disturbance of disturbed) await runOnce(world, disturbance)
    // From here on everything works: one more run in a new process is done, and the one after that acts on nothing.
    world.kill()
    world.becomeCalm()
    await runOnce(world, { kind: 'none', turn: 0 })
    assert.deepEqual(
      [...world.holding].sort(),
      chosen.map((_, i) => `s${i}`),
    )
    const actions = world.actions
    await runOnce(world, { kind: 'none', turn: 0 })
    assert.equal(world.actions, actions, 'a run after success acted')
    assert.deepEqual(world.faults, [])
    assert.deepEqual(world.saved, {})
  })
  await expect(fc.assert(property, { numRuns: 250 })).resolves.toBeUndefined()
}, 60_000)
