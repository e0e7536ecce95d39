import { beforeEach, describe, expect, test } from 'vitest'
import { refusal, StageWorld } from './stage-world'

let world: StageWorld

beforeEach(() => {
  world = new StageWorld()
  world.ready()
})

const wish = (
  ...kinds: readonly ('next' | 'back' | 'again' | 'skip' | 'accept' | 'stop' | 'over' | 'confirm' | 'leave')[]
) => {
  for (const kind of kinds) world.tell({ kind })
}
const run = (passed = true): void => {
  wish('next')
  world.end(passed)
}
const at = () => ({ step: world.state.step, phase: world.state.phase })

describe('going on', () => {
  test('a step is told, run, and left for the next; one with nothing to run is left at once', () => {
    expect(at()).toEqual({ step: 0, phase: 'told' })
    run()
    expect(at()).toEqual({ step: 0, phase: 'done' })
    wish('next', 'next')
    expect(at()).toEqual({ step: 2, phase: 'told' })
    expect(world.began).toEqual([{ step: 0, fast: false }])
  })

  test('going back runs nothing, and what was done stays done', () => {
    run()
    wish('next', 'back')
    expect(at()).toEqual({ step: 0, phase: 'done' })
    expect(world.began).toHaveLength(1)
  })
})

describe('a jump', () => {
  test('runs what is missing before it, fast, and then tells its step', () => {
    world.tell({ kind: 'jump', step: 3 })
    world.end(true)
    world.end(true)
    expect(world.began).toEqual([
      { step: 0, fast: true },
      { step: 2, fast: true },
    ])
    expect(at()).toEqual({ step: 3, phase: 'told' })
  })

  test('out of a command that runs interrupts it first', () => {
    wish('next')
    world.tell({ kind: 'jump', step: 0 })
    expect(at()).toEqual({ step: 0, phase: 'stopping' })
    world.end(false)
    expect(at()).toEqual({ step: 0, phase: 'told' })
  })

  test('by a number; one that no step has is forgotten', () => {
    for (const digit of ['9', '9']) world.tell({ kind: 'digit', digit })
    wish('confirm')
    expect(world.state).toMatchObject({ step: 0, digits: '' })
    world.tell({ kind: 'digit', digit: '2' })
    wish('confirm')
    expect(world.state).toMatchObject({ phase: 'running', step: 1 })
  })
})

describe('a command that fails', () => {
  beforeEach(() => run(false))

  test('is tried again by the same key', () => {
    expect(at()).toEqual({ step: 0, phase: 'failed' })
    run()
    expect(at()).toEqual({ step: 0, phase: 'done' })
  })

  test('is skipped: the next step is told, and no jump runs it', () => {
    wish('skip')
    expect(at()).toEqual({ step: 1, phase: 'told' })
    world.tell({ kind: 'jump', step: 2 })
    expect(world.began).toHaveLength(1)
  })

  test('counts as done', () => {
    wish('accept')
    expect(at()).toEqual({ step: 0, phase: 'done' })
  })

  test('on the way to a later step does not end the way', () => {
    world.tell({ kind: 'jump', step: 3 })
    world.end(false)
    wish('skip')
    world.end(true)
    expect(at()).toEqual({ step: 3, phase: 'told' })
  })
})

describe('a world that is not ready', () => {
  test.each(['busy', 'lost'] as const)(
    'a fleet that is %s is waited for, and the step runs by itself',
    (fleet) => {
      world.tell({ kind: 'fleet', fleet })
      wish('next')
      expect(at().phase).toBe('waiting')
      world.tell({ kind: 'fleet', fleet: 'ready' })
      expect(at().phase).toBe('running')
    },
  )

  test('what waits can be taken back', () => {
    world.tell({ kind: 'fleet', fleet: 'lost' })
    wish('next', 'stop')
    world.tell({ kind: 'fleet', fleet: 'ready' })
    expect(at().phase).toBe('told')
  })

  test('another Python knows nothing: what is built upon runs anew', () => {
    run()
    wish('next', 'next')
    world.forget()
    wish('next')
    world.end(true)
    expect(world.began.slice(1)).toEqual([
      { step: 0, fast: true },
      { step: 2, fast: false },
    ])
  })

  test('a Python that cannot be had is told with its reason', () => {
    world.tell({ kind: 'python', python: 'opening' })
    wish('next')
    world.tell({ kind: 'python', python: 'failed', error: refusal })
    expect(world.state).toMatchObject({ phase: 'failed', trouble: { error: refusal } })
  })
})

describe('starting over', () => {
  test('is asked first; the clicker answers nothing', () => {
    wish('over', 'next')
    expect(world.state).toMatchObject({ phase: 'told', asking: { plan: null } })
    world.tell({ kind: 'cancel' })
    expect(world.state.asking).toBeNull()
  })

  test('waits until what goes is told, for this asking', () => {
    wish('over', 'confirm')
    expect(at().phase).toBe('told')
    world.plans()
    world.tell({ kind: 'cancel' })
    wish('over', 'confirm')
    expect(at().phase).toBe('told')
    world.plans(refusal)
    wish('confirm')
    expect(world.state).toMatchObject({ phase: 'told', asking: { error: refusal } })
    wish('over')
    world.plans()
    wish('confirm')
    expect(at().phase).toBe('resetting')
  })

  test('a number that is typed while it is asked is none', () => {
    wish('over')
    world.plans()
    world.tell({ kind: 'digit', digit: '2' })
    expect(world.state.digits).toBe('')
  })

  test('interrupts what runs, and ends at the first step with nothing done', () => {
    run()
    wish('next', 'next', 'next', 'over')
    world.plans()
    wish('confirm')
    expect(at().phase).toBe('stopping')
    world.end(false)
    expect(at().phase).toBe('resetting')
    world.resetEnds(null)
    expect(world.state).toMatchObject({ step: 0, phase: 'told', marks: ['none', 'none', 'none', 'none'] })
  })

  test('that is refused can be tried again', () => {
    wish('over')
    world.plans()
    wish('confirm')
    world.resetEnds(refusal)
    expect(world.state).toMatchObject({ phase: 'failed', trouble: { of: 'reset', error: refusal } })
    wish('again')
    expect(at().phase).toBe('resetting')
  })
})

describe('in the dark', () => {
  test('a key lights the stage and does nothing else, whichever it is', () => {
    const before = world.state
    for (const kind of ['next', 'back', 'again', 'over', 'confirm'] as const) {
      world.tell({ kind: 'black' })
      wish(kind)
      expect(world.state).toEqual(before)
    }
    world.tell({ kind: 'black' })
    world.tell({ kind: 'jump', step: 3 })
    expect(world.state).toEqual(before)
  })

  test('what waits begins when it can be seen', () => {
    world.tell({ kind: 'fleet', fleet: 'busy' })
    wish('next')
    world.tell({ kind: 'black' })
    world.ready()
    expect(at().phase).toBe('waiting')
    world.tell({ kind: 'black' })
    expect(at().phase).toBe('running')
  })

  test('of what a jump runs only that one ends which had begun', () => {
    world.tell({ kind: 'jump', step: 3 })
    world.tell({ kind: 'black' })
    world.end(true)
    expect(at().phase).toBe('waiting')
    wish('next')
    world.end(true)
    expect(at()).toEqual({ step: 3, phase: 'told' })
  })
})

describe('a lesson that is saved meanwhile', () => {
  test('has its new steps: one that gained commands is run, one that lost them is not', () => {
    run()
    wish('next')
    world.saves([true, true, false, true])
    wish('next')
    world.end(true)
    wish('next', 'next', 'next')
    expect(world.began.map(({ step }) => step)).toEqual([0, 1, 3])
  })

  test('with another number of steps nothing counts as done, and what runs is interrupted', () => {
    run()
    wish('next', 'next', 'next')
    world.saves([true, true])
    expect(at()).toEqual({ step: 1, phase: 'stopping' })
    world.end(false)
    expect(at()).toEqual({ step: 1, phase: 'told' })
    wish('next')
    expect(world.began.at(-1)).toEqual({ step: 0, fast: true })
  })
})

describe('leaving', () => {
  test('interrupts what runs and waits for its end; a second time it does not wait', () => {
    wish('next', 'leave')
    expect(world.state).toMatchObject({ left: false, phase: 'stopping' })
    wish('leave')
    expect(world.state.left).toBe(true)
  })
})
