import { expect, test } from 'vitest'
import { openMemory } from '../../../../src/main/fleet/genuine/memory'
import type { ServiceStats } from '../../../../src/main/engine/engine'

/** An engine that answers when the test says so, and a clock that the test moves. */
const stage = () => {
  const waiting: ((stats: ServiceStats | null) => void)[] = []
  let asked = 0
  let came = 0
  let now = 0
  let broken = false
  const memory = openMemory({
    project: {
      stats: () => {
        asked += 1
        if (broken) return Promise.reject(new Error('It has ended.'))
        return new Promise((resolve) => waiting.push(resolve))
      },
    },
    came: () => (came += 1),
    now: () => now,
  })
  const answer = async (bytes: number | null): Promise<void> => {
    for (const resolve of waiting.splice(0)) resolve(bytes === null ? null : { memory: bytes })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    memory,
    answer,
    asked: () => asked,
    came: () => came,
    pass: (milliseconds: number) => (now += milliseconds),
    breaks: (is: boolean) => (broken = is),
  }
}

test('a figure is read once, and again when it is no longer fresh', async () => {
  const { memory, answer, asked, came, pass } = stage()
  const first = memory('mat', false)
  await answer(10)
  expect(await first).toBe(10)
  expect(await memory('mat', false)).toBe(10)
  expect(asked()).toBe(1)
  pass(30_000)
  const second = memory('mat', false)
  await answer(20)
  expect(await second).toBe(20)
  expect(came()).toBe(0)
})

test('an engine that takes its time holds up no look, and is told of when it has answered', async () => {
  const { memory, answer, asked, came, pass } = stage()
  expect(await memory('mat', false)).toBeNull()
  expect(await memory('mat', false)).toBeNull()
  expect(asked()).toBe(1)
  await answer(10)
  expect(came()).toBe(1)
  expect(await memory('mat', false)).toBe(10)
  // What was known before is told until the new figure is there, which is no news.
  pass(30_000)
  expect(await memory('mat', false)).toBe(10)
  await answer(20)
  expect(came()).toBe(1)
})

test('a patient look waits for it', async () => {
  const { memory, answer } = stage()
  const figure = memory('mat', true)
  setTimeout(() => void answer(10), 300)
  expect(await figure).toBe(10)
})

test('a container that has ended has no figure, and is asked again at the next look', async () => {
  const { memory, answer, breaks, came } = stage()
  breaks(true)
  expect(await memory('mat', false)).toBeNull()
  breaks(false)
  const figure = memory('mat', false)
  await answer(10)
  expect(await figure).toBe(10)
  const none = memory('redis', false)
  await answer(null)
  expect(await none).toBeNull()
  expect(came()).toBe(0)
})
