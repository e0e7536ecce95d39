import { expect, test } from 'vitest'
import { Feed } from '../../../src/main/practice/feed'

const collect = async (
  feed: Feed<number>,
  count: number,
  signal: AbortSignal,
  into: (readonly number[])[],
) => {
  for await (const batch of feed.follow(count, signal)) into.push(batch)
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done))

test('keeps the newest and forgets the oldest', () => {
  const feed = new Feed<number>(3)
  for (let item = 1; item <= 50; item += 1) feed.push(item)
  expect(feed.tail(10)).toEqual([48, 49, 50])
  expect(feed.tail(2)).toEqual([49, 50])
  expect(feed.tail(0)).toEqual([])
  expect(feed.tail(10, (item) => item % 2 === 0)).toEqual([48, 50])
})

test('a follower gets the tail, then what comes, in batches, and ends with the signal', async () => {
  const feed = new Feed<number>(10)
  const leave = new AbortController()
  const batches: (readonly number[])[] = []
  feed.push(1)
  feed.push(2)
  const reading = collect(feed, 1, leave.signal, batches)
  await turn()
  feed.push(3)
  feed.push(4)
  await turn()
  expect(batches).toEqual([[2], [3, 4]])
  leave.abort()
  await reading
  feed.push(5)
  expect(batches.flat()).not.toContain(5)
})

test('a follower learns at once that there is nothing yet', async () => {
  const feed = new Feed<number>(10)
  const follower = feed.follow(5, new AbortController().signal)
  expect((await follower.next()).value).toEqual([])
  feed.push(1)
  expect((await follower.next()).value).toEqual([1])
  await follower.return(undefined)
})

test('two followers do not take from each other', async () => {
  const feed = new Feed<number>(10)
  const leave = new AbortController()
  const [one, two]: [(readonly number[])[], (readonly number[])[]] = [[], []]
  const reading = [collect(feed, 5, leave.signal, one), collect(feed, 5, leave.signal, two)]
  feed.push(7)
  await turn()
  leave.abort()
  await Promise.all(reading)
  expect([one.flat(), two.flat()]).toEqual([[7], [7]])
})

test('a follower that does not keep up loses the oldest, not the newest', async () => {
  const feed = new Feed<number>(3)
  const follower = feed.follow(1, new AbortController().signal)
  feed.push(0)
  expect((await follower.next()).value).toEqual([0])
  for (let item = 1; item <= 9; item += 1) feed.push(item)
  expect((await follower.next()).value).toEqual([7, 8, 9])
  await follower.return(undefined)
})

test('a signal that was given already ends at once', async () => {
  const batches: (readonly number[])[] = []
  const feed = new Feed<number>(3)
  feed.push(1)
  await collect(feed, 5, AbortSignal.abort(), batches)
  expect(batches).toEqual([])
})
