import { expect, test, vi } from 'vitest'
import { Latest } from '../../../../src/main/fleet/control/latest'

const followed = async (
  latest: Latest<number>,
  gap: number,
  signal: AbortSignal,
  seen: number[] = [],
): Promise<number[]> => {
  for await (const value of latest.follow(gap, signal)) seen.push(value)
  return seen
}

/** Everything runs that waits for no timer. */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('a follower gets the value that is there at once, then only the newest of those that come in between', async () => {
  const latest = new Latest<number>()
  latest.set(1)
  const stop = new AbortController()
  const seen: number[] = []
  for await (const value of latest.follow(20, stop.signal)) {
    seen.push(value)
    if (value === 1) for (let next = 2; next <= 50; next += 1) latest.set(next)
    if (value === 50) stop.abort()
  }
  expect(seen).toEqual([1, 50])
})

test('within the gap a follower gets nothing, whatever comes', async () => {
  const latest = new Latest<number>()
  latest.set(1)
  const stop = new AbortController()
  const end = followed(latest, 60_000, stop.signal)
  for (let next = 2; next <= 20; next += 1) {
    await turn()
    latest.set(next)
  }
  stop.abort()
  expect(await end).toEqual([1])
})

test('followers do not take values from each other', async () => {
  const latest = new Latest<number>()
  const stop = new AbortController()
  const seen: number[][] = [[], []]
  const both = seen.map((values) => followed(latest, 0, stop.signal, values))
  for (const value of [1, 2]) {
    latest.set(value)
    await vi.waitFor(() => expect(seen.map((values) => values.at(-1))).toEqual([value, value]))
  }
  stop.abort()
  await Promise.all(both)
  expect(seen).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test.each(['before the first value', 'during the pause'])('an end %s ends the loop', async (when) => {
  const latest = new Latest<number>()
  if (when === 'during the pause') latest.set(1)
  const stop = new AbortController()
  const end = followed(latest, 60_000, stop.signal)
  await turn()
  stop.abort()
  expect(await end).toEqual(when === 'during the pause' ? [1] : [])
})
