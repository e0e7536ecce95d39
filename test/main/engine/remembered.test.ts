import { expect, test } from 'vitest'
import { Remembered } from '../../../src/main/engine/remembered'

const stage = () => {
  let now = 0
  let asked = 0
  const remembered = new Remembered<number>(() => now)
  return {
    get: (key: string, sign: string | null) => remembered.get(key, sign, async () => (asked += 1)),
    slowly: (key: string, sign: string, answer: Promise<number>) => remembered.get(key, sign, () => answer),
    pass: (milliseconds: number) => (now += milliseconds),
    forget: () => remembered.forget(),
  }
}

test('what has the same sign is asked for once, each key for itself', async () => {
  const { get } = stage()
  expect(await get('a', 'Up 3 minutes')).toBe(1)
  expect(await get('a', 'Up 3 minutes')).toBe(1)
  expect(await get('b', 'Up 3 minutes')).toBe(2)
})

test('another sign, no sign, half a minute, and to be told to forget are each a reason to ask again', async () => {
  const { get, pass, forget } = stage()
  await get('a', 'Up 3 minutes')
  expect(await get('a', 'Up 4 minutes')).toBe(2)
  expect(await get('a', null)).toBe(3)
  // What was asked without a sign does not stand for what had one.
  expect(await get('a', 'Up 4 minutes')).toBe(2)
  pass(30_000)
  expect(await get('a', 'Up 4 minutes')).toBe(4)
  forget()
  expect(await get('a', 'Up 4 minutes')).toBe(5)
})

test('an answer that was on its way when everything was forgotten is not remembered', async () => {
  const { get, slowly, forget } = stage()
  let answer: (value: number) => void = () => undefined
  const old = slowly('a', 'Up 3 minutes', new Promise((resolve) => (answer = resolve)))
  forget()
  answer(7)
  expect(await old).toBe(7)
  expect(await get('a', 'Up 3 minutes')).toBe(1)
})

test('what fails is asked again', async () => {
  const { get, slowly } = stage()
  await expect(slowly('a', 'x', Promise.reject(new Error('engine gone')))).rejects.toThrow('engine gone')
  expect(await get('a', 'x')).toBe(1)
})
