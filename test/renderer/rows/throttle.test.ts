import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttle } from '../../../src/renderer/rows/throttle'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('looking at a reader who flies past', () => {
  it('acts at once on the first look', () => {
    const act = vi.fn<(value: number) => void>()
    throttle(act, 100)(1)
    expect(act.mock.calls).toEqual([[1]])
  })

  it('then takes the newest alone, once a pause', () => {
    const act = vi.fn<(value: number) => void>()
    const look = throttle(act, 100)
    for (const value of [1, 2, 3, 4]) look(value)
    vi.advanceTimersByTime(100)
    expect(act.mock.calls).toEqual([[1], [4]])
    look(5)
    expect(act).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(100)
    expect(act.mock.calls.at(-1)).toEqual([5])
  })

  it('ends with where the reader stopped, and acts no more often than the pause allows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 80 }), (waits) => {
        const act = vi.fn<(value: number) => void>()
        const look = throttle(act, 100)
        for (const [value, wait] of waits.entries()) {
          look(value)
          vi.advanceTimersByTime(wait)
        }
        vi.advanceTimersByTime(200)
        const time = waits.reduce((sum, wait) => sum + wait, 200)
        expect(act.mock.calls.at(-1)).toEqual([waits.length - 1])
        expect(act.mock.calls.length).toBeLessThanOrEqual(Math.ceil(time / 100) + 1)
        look.stop()
      }),
    )
  })

  it('forgets what waits when the view is left', () => {
    const act = vi.fn<(value: number) => void>()
    const look = throttle(act, 100)
    look(1)
    look(2)
    look.stop()
    vi.advanceTimersByTime(1000)
    expect(act.mock.calls).toEqual([[1]])
  })
})
