import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuitting, type Answer, type QuittingParts } from '../../../src/main/app/quitting'
import type { Leaving } from '../../../src/shared/domain/life'
import { Failure } from '../../../src/shared/errors'
import { statusOf } from '../api/fake-core'

/** A person, a fleet and a home, and what was done to them, in order. */
const around = (given: Partial<QuittingParts> = {}, now?: () => number) => {
  const done: string[] = []
  let running = true
  const parts: QuittingParts = {
    running: () => (running ? statusOf() : null),
    leaving: async () => 'ask',
    remember: async (leaving) => void done.push(`remember ${leaving}`),
    ask: async () => ({ wish: 'keep', remember: false }),
    stop: async () => {
      done.push('stop')
      running = false
    },
    notStopped: async () => true,
    quit: () => void done.push('quit'),
    ...given,
  }
  return { done, quitting: createQuitting(parts, now) }
}

const answers = (wish: Answer['wish'], remember = false) => ({ ask: async () => ({ wish, remember }) })
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the end of the panel', () => {
  it('is at once, and asks nothing, where no fleet runs', async () => {
    const { done, quitting } = around({
      running: () => null,
      ask: () => Promise.reject(new Error('not expected')),
    })
    expect(quitting.mayEnd()).toBe(true)
    await settled()
    expect(done).toEqual([])
  })

  it.each<[Answer['wish'], readonly string[]]>([
    ['keep', ['quit']],
    ['stop', ['stop', 'quit']],
    ['stay', []],
  ])('with a fleet is asked about: %s', async (wish, expected) => {
    const { done, quitting } = around(answers(wish))
    expect(quitting.mayEnd()).toBe(false)
    await settled()
    expect(done).toEqual(expected)
    expect(quitting.mayEnd()).toBe(wish !== 'stay')
  })

  it.each<[Answer['wish'], readonly string[]]>([
    ['keep', ['remember keep', 'quit']],
    ['stop', ['remember stop', 'stop', 'quit']],
    ['stay', []],
  ])('is remembered when asked to, but not that nothing shall end: %s', async (wish, expected) => {
    const { done, quitting } = around(answers(wish, true))
    quitting.mayEnd()
    await settled()
    expect(done).toEqual(expected)
  })

  it.each<[Leaving, readonly string[]]>([
    ['keep', ['quit']],
    ['stop', ['stop', 'quit']],
  ])('is as was remembered, unasked: %s', async (leaving, expected) => {
    const { done, quitting } = around({
      leaving: async () => leaving,
      ask: () => Promise.reject(new Error('not expected')),
    })
    quitting.mayEnd()
    await settled()
    expect(done).toEqual(expected)
  })

  it('is asked about where the home cannot be read, and holds where it cannot be written', async () => {
    const { done, quitting } = around({
      ...answers('stop', true),
      leaving: () => Promise.reject(new Error('no home')),
      remember: () => Promise.reject(new Error('no home')),
    })
    quitting.mayEnd()
    await settled()
    expect(done).toEqual(['stop', 'quit'])
  })

  it.each([
    [true, ['quit']],
    [false, []],
  ])('with a fleet that is not stopped is a person’s to decide: %s', async (ends, expected) => {
    const told: string[] = []
    const { done, quitting } = around({
      ...answers('stop'),
      stop: () =>
        Promise.reject(new Failure({ code: 'HOME_BUSY', what: 'Busy.', why: 'A reset.', fix: 'Wait.' })),
      notStopped: async ({ code }) => {
        told.push(code)
        return ends
      },
    })
    quitting.mayEnd()
    await settled()
    expect(told).toEqual(['HOME_BUSY'])
    expect(done).toEqual(expected)
    // Who stayed is asked anew.
    expect(quitting.mayEnd()).toBe(ends)
  })

  it('is asked about once, however often it is begun', async () => {
    let asked = 0
    let answer: (given: Answer) => void = () => undefined
    const { quitting } = around({
      ask: () => {
        asked += 1
        return new Promise((resolve) => (answer = resolve))
      },
    })
    for (const _ of [1, 2, 3]) expect(quitting.mayEnd()).toBe(false)
    await settled()
    expect(asked).toBe(1)
    answer({ wish: 'stay', remember: false })
    await settled()
    expect(quitting.mayEnd()).toBe(false)
    await settled()
    expect(asked).toBe(2)
  })

  it('of the system is never held up, whatever was being asked or done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Answer['wish']>('keep', 'stop', 'stay'),
        fc.boolean(),
        fc.nat({ max: 6 }),
        async (wish, begun, turns) => {
          const { done, quitting } = around(answers(wish))
          if (begun) quitting.mayEnd()
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
          quitting.systemEnds()
          expect(quitting.mayEnd()).toBe(true)
          await settled()
          expect(done.filter((each) => each === 'quit').length).toBeLessThanOrEqual(1)
          expect(quitting.mayEnd()).toBe(true)
        },
      ),
    )
  })

  it('of the system that is called off leaves the next one a person’s to decide', async () => {
    let time = 0
    const { done, quitting } = around(answers('stop'), () => time)
    quitting.systemMayEnd()
    time += 59_000
    expect(quitting.mayEnd()).toBe(true)
    expect(done).toEqual([])
    time += 2_000
    expect(quitting.mayEnd()).toBe(false)
    await settled()
    expect(done).toEqual(['stop', 'quit'])
  })

  it('of the system that is called off while a person is asked leaves that answer to count', async () => {
    let time = 0
    let answer: (given: Answer) => void = () => undefined
    const ask = (): Promise<Answer> => new Promise((resolve) => (answer = resolve))
    const { done, quitting } = around({ ask }, () => time)
    expect(quitting.mayEnd()).toBe(false)
    await settled()
    quitting.systemMayEnd()
    expect(quitting.mayEnd()).toBe(true)
    time += 61_000
    expect(quitting.mayEnd()).toBe(false)
    answer({ wish: 'stop', remember: false })
    await settled()
    expect(done).toEqual(['stop', 'quit'])
  })
})
