import { expect, test, vi } from 'vitest'
import { Latest } from '../../../src/main/waiting/latest'

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

test('the same value set again is a change: a second failure like the first is told, too', async () => {
  const latest = new Latest<string>()
  latest.set('failed')
  const reading = latest.follow(0, new AbortController().signal)
  expect((await reading.next()).value).toBe('failed')
  latest.set('failed')
  expect((await reading.next()).value).toBe('failed')
  await reading.return(undefined)
})

test('one end wakes its own follower alone', async () => {
  const latest = new Latest<number>()
  latest.set(0)
  const stops = [new AbortController(), new AbortController()]
  const seen: number[][] = [[], []]
  const both = stops.map((stop, index) => followed(latest, 0, stop.signal, seen[index]))
  await turn()
  stops[0]?.abort()
  await both[0]
  latest.set(1)
  await vi.waitFor(() => expect(seen).toEqual([[0], [0, 1]]))
  stops[1]?.abort()
  await both[1]
})

test('one who has ended before beginning gets nothing', async () => {
  const latest = new Latest<number>()
  latest.set(1)
  expect(await followed(latest, 0, AbortSignal.abort())).toEqual([])
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
