import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { batched } from '../../../../src/main/fleet/genuine/batched'

const never = new AbortController().signal

const all = async (source: AsyncIterable<string>): Promise<readonly (readonly string[])[]> => {
  const batches: (readonly string[])[] = []
  for await (const batch of batched(source, never)) batches.push(batch)
  return batches
}

test('lines that come together are one batch, in order', async () => {
  async function* source() {
    for (let line = 0; line < 100; line += 1) yield String(line)
  }
  const batches = await all(source())
  expect(batches).toHaveLength(1)
  expect(batches[0]).toEqual(Array.from({ length: 100 }, (_, line) => String(line)))
})

test('a flood comes in batches of a bounded size, and nothing is lost', async () => {
  async function* source() {
    for (let line = 0; line < 1700; line += 1) yield String(line)
  }
  const batches = await all(source())
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(500)
  expect(batches.flat()).toEqual(Array.from({ length: 1700 }, (_, line) => String(line)))
})

test('a log without lines has no batch, and its first line is handed on at once', async () => {
  async function* nothing(): AsyncGenerator<string> {
    // Ends without a line.
  }
  expect(await all(nothing())).toEqual([])
  async function* late() {
    await pause(100)
    yield 'late'
    await new Promise(() => undefined)
  }
  expect((await batched(late(), never).next()).value).toEqual(['late'])
})

test('lines that come apart are batches of their own', async () => {
  async function* source() {
    yield 'a'
    await pause(200)
    yield 'b'
  }
  expect(await all(source())).toEqual([['a'], ['b']])
})

test('who stops reading ends the source', async () => {
  let ended = false
  async function* source() {
    try {
      for (;;) {
        yield 'x'
        await pause(1)
      }
    } finally {
      ended = true
    }
  }
  for await (const _ of batched(source(), never)) break
  expect(ended).toBe(true)
})

test('a source that fails fails its reader', async () => {
  async function* source() {
    yield 'a'
    throw new Error('gone')
  }
  await expect(all(source())).rejects.toThrow('gone')
})
