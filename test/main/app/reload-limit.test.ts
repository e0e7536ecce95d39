import { expect, it } from 'vitest'
import { createReloadLimit } from '../../../src/main/app/reload-limit'

it('a page is loaded again three times within five minutes, and again when those are past', () => {
  let now = 0
  const limit = createReloadLimit(() => now)
  const minutes = [0, 1, 2, 3, 4]
  expect(
    minutes.map((minute) => {
      now = minute * 60_000
      return limit.mayReload()
    }),
  ).toEqual([true, true, true, false, false])
  limit.forget()
  expect(limit.mayReload()).toBe(true)
  now += 10 * 60_000
  expect([1, 2, 3, 4].map(() => limit.mayReload())).toEqual([true, true, true, false])
})
