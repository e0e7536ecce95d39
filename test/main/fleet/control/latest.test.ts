import { expect, test } from 'vitest'
import { Latest } from '../../../../src/main/fleet/control/latest'

const followed = async (latest: Latest<number>, gap: number, signal: AbortSignal): Promise<number[]> => {
  const seen: number[] = []
  for await (const value of latest.follow(gap, signal)) seen.push(value)
  return seen
}

test('a follower gets the value that is there at once, then only the newest of those that come in between', async () => {
  const latest = new Latest<number>()
  latest.set(1)
  const stop = new AbortController()
  const seen: number[] = []
  const times: number[] = []
  for await (const value of latest.follow(60, stop.signal)) {
    seen.push(value)
    times.push(performance.now())
    if (value === 1) for (let next = 2; next <= 50; next += 1) latest.set(next)
    if (value === 50) stop.abort()
  }
  expect(seen).toEqual([1, 50])
  expect(times[1] ?? 0).toBeGreaterThanOrEqual((times[0] ?? 0) + 55)
})

test('followers do not take values from each other', async () => {
  const latest = new Latest<number>()
  const stop = new AbortController()
  const both = [followed(latest, 0, stop.signal), followed(latest, 0, stop.signal)]
  for (const value of [1, 2]) {
    latest.set(value)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  stop.abort()
  expect(await Promise.all(both)).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test.each(['before the first value', 'during the pause'])('an end %s ends the loop', async (when) => {
  const latest = new Latest<number>()
  if (when === 'during the pause') latest.set(1)
  const stop = new AbortController()
  const end = followed(latest, 60_000, stop.signal)
  setTimeout(() => stop.abort(), 20)
  expect(await end).toEqual(when === 'during the pause' ? [1] : [])
})
