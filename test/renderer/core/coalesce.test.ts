import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { coalesce } from '../../../src/renderer/core/coalesce'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('acts once a pause, however often it is asked for, and never before', () => {
  const act = vi.fn<() => void>()
  const ask = coalesce(act, 400)
  for (let time = 0; time < 1000; time += 100) {
    ask()
    vi.advanceTimersByTime(100)
  }
  expect(act).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(400)
  expect(act).toHaveBeenCalledTimes(3)
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledTimes(3)
})

it('forgets what was asked for when it is stopped, and can be asked again', () => {
  const act = vi.fn<() => void>()
  const ask = coalesce(act, 400)
  ask()
  ask.stop()
  vi.advanceTimersByTime(1000)
  expect(act).not.toHaveBeenCalled()
  ask()
  vi.advanceTimersByTime(400)
  expect(act).toHaveBeenCalledOnce()
})
