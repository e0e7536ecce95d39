import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from './stage-commands'
import { StageWorld } from './stage-world'

test('whatever is pressed and happens: one run at a time, none without those before it, none begun in the dark', () => {
  const always = fc.property(commands, (all) => {
    fc.modelRun(() => ({ model: { left: false, dark: false }, real: new StageWorld() }), all)
  })
  expect(() => fc.assert(always, { numRuns: 1500 })).not.toThrow()
})

test('there is no dead end: from everywhere the clicker’s one key leads to the end of the lesson, once the world works', () => {
  const ends = fc.property(commands, (all) => {
    const world = new StageWorld()
    fc.modelRun(() => ({ model: { left: false, dark: false }, real: world }), all)
    const { left, phase, after } = world.state
    if (left || (phase === 'stopping' && after.kind === 'leave')) return
    world.pressToTheEnd()
    expect(world.state.phase).toBe('end')
  })
  expect(() => fc.assert(ends, { numRuns: 1500 })).not.toThrow()
})
