import { expect, test } from 'vitest'
import { SharedLook } from '../../../src/main/engine/shared-look'

const never = new AbortController().signal

/** Looks that end when the test says so; each finds its own number. */
const stage = () => {
  const ends: ((error?: Error) => void)[] = []
  const stopped: number[] = []
  const shared = new SharedLook(
    (signal) =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1
        signal.addEventListener('abort', () => {
          stopped.push(number)
          reject(new Error('stopped'))
        })
        ends.push((error) => (error === undefined ? resolve(number) : reject(error)))
      }),
  )
  return { shared, ends, stopped }
}

test('whoever asks while a look is under way gets that one', async () => {
  const { shared, ends } = stage()
  const asked = [shared.ask(never), shared.ask(never), shared.ask(never)]
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
})

test('nothing is kept: who asks after it has a look of their own', async () => {
  const { shared, ends } = stage()
  const first = shared.ask(never)
  ends[0]?.()
  await first
  const second = shared.ask(never)
  ends[1]?.()
  expect(await second).toBe(2)
})

test('who asks after a change does not get a look that began before it, whichever ends first', async () => {
  const { shared, ends } = stage()
  const before = shared.ask(never)
  shared.renew()
  const after = shared.ask(never)
  expect(ends).toHaveLength(2)
  ends[0]?.()
  expect(await before).toBe(1)
  // The end of the old one does not take the new one away from who asks now.
  const late = shared.ask(never)
  expect(ends).toHaveLength(2)
  ends[1]?.()
  expect(await Promise.all([after, late])).toEqual([2, 2])
})

test('a look that fails fails everybody who shares it, and not the next', async () => {
  const { shared, ends } = stage()
  const asked = Promise.allSettled([shared.ask(never), shared.ask(never)])
  ends[0]?.(new Error('engine gone'))
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = shared.ask(never)
  ends[1]?.()
  expect(await next).toBe(2)
})

test('a look that hangs is ended when the last of its askers has left, and holds up nobody who comes later', async () => {
  const { shared, ends, stopped } = stage()
  const [first, second] = [new AbortController(), new AbortController()]
  const asked = Promise.allSettled([shared.ask(first.signal), shared.ask(second.signal)])
  first.abort()
  expect(stopped).toEqual([])
  const third = shared.ask(second.signal).catch(() => 'left')
  expect(ends).toHaveLength(1)
  second.abort()
  await asked
  expect(stopped).toEqual([1])
  expect(await third).toBe('left')
  const later = shared.ask(never)
  ends[1]?.()
  expect(await later).toBe(2)
})
