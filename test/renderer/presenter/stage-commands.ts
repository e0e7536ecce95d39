import * as fc from 'fast-check'
import { expect } from 'vitest'
import { fakePlan } from '../fake/fake-fleet'
import type { Wish } from '../../../src/renderer/presenter/stage-event'
import type { StageState } from '../../../src/renderer/presenter/stage-state'
import { refusal, reportOf, runnable, type StageWorld } from './stage-world'

/** What must hold, said without the machine: whether the presenter has left, and whether the stage is dark. */
export interface Model {
  left: boolean
  dark: boolean
}

const holds = (world: StageWorld, model: Model): void => {
  const { state } = world
  expect(state.step).toBeLessThan(state.runnable.length)
  expect(state.marks).toHaveLength(state.runnable.length)
  expect(state.black).toBe(model.dark)
  // The same of both: a run that nobody knows of could never be stopped. Who has left waits for none.
  if (!state.left) expect(state.run?.id).toBe(world.inFlight?.id)
  if (state.run !== null) expect(['running', 'stopping']).toContain(state.phase)
  expect(state.phase === 'failed').toBe(state.trouble !== null)
  if (state.phase === 'done') expect(['passed', 'accepted']).toContain(state.marks[state.step])
  if (model.left) expect(state.left || state.phase === 'stopping').toBe(true)
}

const inTheDark = new Set<Wish['kind']>(['black', 'cancel', 'leave', 'stop'])

/** In the dark a key lights the stage and does nothing else: what waited may begin, since it is seen now. */
const onlyLights = (before: StageState, after: StageState): void => {
  expect(after.black).toBe(false)
  if (before.phase !== 'waiting') expect(after).toEqual({ ...before, black: false })
}

class Wishes implements fc.Command<Model, StageWorld> {
  readonly wish: Wish
  constructor(wish: Wish) {
    this.wish = wish
  }
  check = (): boolean => true
  run(model: Model, world: StageWorld): void {
    const { state } = world
    const { kind } = this.wish
    const lights = !inTheDark.has(kind)
    world.tell(this.wish)
    if (!state.left) {
      if (model.dark && lights) onlyLights(state, world.state)
      if (kind === 'black') model.dark = !model.dark
      else if (lights || kind === 'cancel') model.dark = false
      if (kind === 'leave') model.left = true
      // Whoever is leaving may still change their mind while the command is being interrupted.
      else if (world.state.phase === 'stopping' && world.state.after.kind !== 'leave') model.left = false
    }
    holds(world, model)
  }
  toString = (): string => JSON.stringify(this.wish)
}

class Happens implements fc.Command<Model, StageWorld> {
  readonly what: string
  readonly happen: (world: StageWorld) => void
  constructor(what: string, happen: (world: StageWorld) => void) {
    this.what = what
    this.happen = happen
  }
  check = (): boolean => true
  run(model: Model, world: StageWorld): void {
    this.happen(world)
    holds(world, model)
  }
  toString = (): string => this.what
}

const plain = [
  'next', 'next', 'next', 'back', 'again', 'skip', 'accept', 'stop', 'black', 'over', 'over', 'confirm', 'confirm', 'cancel',
] as const // prettier-ignore

/** All that can be pressed and can happen, in any order. */
export const commands = fc.commands<Model, StageWorld>(
  [
    fc.constantFrom(...plain).map((kind) => new Wishes({ kind })),
    fc.nat({ max: 5 }).map((step) => new Wishes({ kind: 'jump', step })),
    fc.nat({ max: 5 }).map((digit) => new Wishes({ kind: 'digit', digit: String(digit) })),
    fc.constant(new Happens('the run passes', (world) => world.end(true))),
    fc.constant(new Happens('the run passes', (world) => world.end(true))),
    fc.constant(new Happens('the run fails', (world) => world.end(false))),
    fc.constant(new Happens('fleet and Python are ready', (world) => world.ready())),
    fc
      .constantFrom('busy', 'lost', 'other')
      .map((fleet) => new Happens(`the fleet is ${fleet}`, (world) => world.tell({ kind: 'fleet', fleet }))),
    fc.constant(
      new Happens('Python is gone', (world) => {
        world.forget()
        world.tell({ kind: 'python', python: 'opening' })
      }),
    ),
    fc.constant(
      new Happens('there is no Python', (world) =>
        world.tell({ kind: 'python', python: 'failed', error: refusal }),
      ),
    ),
    fc.constant(new Happens('what goes is told', (world) => world.plans())),
    fc.constant(new Happens('what goes cannot be told', (world) => world.plans(refusal))),
    fc.constant(
      new Happens('what would have gone is told late', (world) => {
        const { state } = world
        world.tell({ kind: 'plan', id: state.lastAsked - 1, plan: fakePlan(true), error: null })
        if (world.state !== state) throw new Error('A plan of another asking was taken for this one’s.')
      }),
    ),
    fc
      .constantFrom(runnable, [true, true, true, false], [true, false], [false, true, true, true, true])
      .map((steps) => new Happens(`the file is saved: ${String(steps)}`, (world) => world.saves(steps))),
    fc.constant(new Happens('the reset is done', (world) => world.resetEnds(null))),
    fc.constant(new Happens('the reset is refused', (world) => world.resetEnds(refusal))),
    fc.constant(
      new Happens('an answer comes late', (world) => {
        const { state } = world
        world.tell({ kind: 'ended', id: state.lastRun - 1, report: reportOf(true), error: null })
        if (world.state !== state) throw new Error('A late answer changed the stage.')
      }),
    ),
    fc.constant(new Wishes({ kind: 'leave' })),
  ],
  { maxCommands: 60 },
)
