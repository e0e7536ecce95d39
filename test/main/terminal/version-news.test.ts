import { expect, test } from 'vitest'
import type { Orders } from '../../../src/main/terminal/orders'
import { createVersionNews } from '../../../src/main/terminal/version-news'

const limit = { milliseconds: 20, waitingFor: 'the prompt' }

/** A Python at its prompt that hears each order but the first ones, which go astray. */
const python = (astray: number): { readonly orders: Orders; readonly asked: string[] } => {
  const asked: string[] = []
  const orders: Orders = {
    take: () => undefined,
    idle: true,
    whenIdle: async () => undefined,
    ask: (_kind, code) => {
      asked.push(code)
      return asked.length > astray
        ? Promise.resolve({ ok: true, error: '', elapsed: 0, ended: false })
        : new Promise(() => undefined)
    },
    end: () => undefined,
  }
  return { orders, asked }
}

test('news that went astray is told again, and the newer one after it', async () => {
  const { orders, asked } = python(1)
  const tell = createVersionNews(() => orders, limit)
  tell([1])
  await expect.poll(() => asked).toEqual(['[1]'])
  tell([1, 2])
  await expect.poll(() => asked).toEqual(['[1]', '[1,2]'])
  tell([1, 2, 3])
  await expect.poll(() => asked).toEqual(['[1]', '[1,2]', '[1,2,3]'])
})

test('a Python that never answers is left alone at last, and told of what comes later', async () => {
  const { orders, asked } = python(10)
  const tell = createVersionNews(() => orders, limit)
  tell([1])
  await expect.poll(() => asked.length, { timeout: 5000 }).toBe(10)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(asked).toHaveLength(10)
  tell([1, 2])
  await expect.poll(() => asked.at(-1)).toBe('[1,2]')
})

test('where no Python runs nobody is told: the next one finds the newest by itself', async () => {
  const { orders, asked } = python(0)
  let running: Orders | undefined
  const tell = createVersionNews(() => running, limit)
  tell([1])
  await Promise.resolve()
  running = orders
  tell([1, 2])
  await expect.poll(() => asked).toEqual(['[1,2]'])
})
