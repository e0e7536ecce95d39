import { expect, test } from 'vitest'
import { createWatched } from '../../../src/main/terminal/watched'

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('a follower gets what there is, then each change that it is in time for, and skips to the newest', async () => {
  const watched = createWatched(1)
  const stop = new AbortController()
  const reading = watched.changes(stop.signal)[Symbol.asyncIterator]()
  expect(await reading.next()).toEqual({ done: false, value: 1 })
  watched.set(2)
  expect(await reading.next()).toEqual({ done: false, value: 2 })
  for (const value of [3, 4, 5]) watched.set(value)
  expect(await reading.next()).toEqual({ done: false, value: 5 })
  expect(watched.value).toBe(5)
  stop.abort()
  expect((await reading.next()).done).toBe(true)
})

test('the same value set again is a change: a second failure like the first is told, too', async () => {
  const watched = createWatched('failed')
  const reading = watched.changes(new AbortController().signal)[Symbol.asyncIterator]()
  await reading.next()
  watched.set('failed')
  expect(await reading.next()).toEqual({ done: false, value: 'failed' })
})

test('every follower that waits is woken by one change, and by its own end alone', async () => {
  const watched = createWatched(0)
  const stop = new AbortController()
  const ends: string[] = []
  const follow = async (name: string, signal: AbortSignal): Promise<void> => {
    for await (const value of watched.changes(signal)) ends.push(`${name} ${value}`)
    ends.push(`${name} ended`)
  }
  const never = new AbortController()
  const both = [follow('a', stop.signal), follow('b', never.signal)]
  await turn()
  stop.abort()
  await both[0]
  watched.set(1)
  await turn()
  expect(ends).toEqual(['a 0', 'b 0', 'a ended', 'b 1'])
  never.abort()
  await both[1]
})

test('one who has ended before beginning gets nothing', async () => {
  const reading = createWatched(1).changes(AbortSignal.abort())[Symbol.asyncIterator]()
  expect((await reading.next()).done).toBe(true)
})
