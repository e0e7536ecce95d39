import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Latest } from '../../../src/main/waiting/latest'
import { merged } from '../../../src/main/waiting/merged'

async function* told(...items: readonly (string | number)[]): AsyncGenerator<string> {
  for (const item of items)
    if (typeof item === 'number') await pause(item)
    else yield item
}

const all = async (source: AsyncIterable<string>): Promise<readonly string[]> => {
  const seen: string[] = []
  for await (const item of source) seen.push(item)
  return seen
}

test('what each source tells comes in its own order, and the end is the end of all', async () => {
  const seen = await all(merged(told('a1', 'a2', 'a3'), told('b1', 10, 'b2'), told()))
  expect([...seen].sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2'])
  expect(seen.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
  expect(await all(merged())).toEqual([])
})

test('a source that is silent holds up no other one', async () => {
  const never = new Latest<string>().follow(0, new AbortController().signal)
  for await (const item of merged(never, told('now'))) {
    expect(item).toBe('now')
    break
  }
})

test('the failure of one is the failure of the whole', async () => {
  const broken = (async function* () {
    yield 'first'
    throw new Error('It broke.')
  })()
  const seen: string[] = []
  const reading = (async () => {
    for await (const item of merged(broken, told(10_000))) seen.push(item)
  })()
  await expect(reading).rejects.toThrow('It broke.')
  expect(seen).toEqual(['first'])
})

test('whoever leaves early tells every source to end', async () => {
  const ended: string[] = []
  const source = async function* (name: string) {
    try {
      for (;;) yield name
    } finally {
      ended.push(name)
    }
  }
  for await (const _ of merged(source('a'), source('b'))) break
  await pause(0)
  expect(ended.sort()).toEqual(['a', 'b'])
})
