import { expect, test } from 'vitest'
import { pause, within } from '../../../src/main/fleet/limit'

const never = () => new AbortController().signal

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('something of the library')), { once: true })
  })

test('work that is done in time answers, and its failure stays its own', async () => {
  const limit = { milliseconds: 1000, waitingFor: 'the answer' }
  expect(await within(never(), limit, async () => 7)).toBe(7)
  const own = new Error('own')
  await expect(within(never(), limit, () => Promise.reject(own))).rejects.toBe(own)
})

test('work that takes too long is ended, and the failure names what was waited for and how long', async () => {
  const end = within(never(), { milliseconds: 20, waitingFor: 'the answer of mat' }, untilAborted)
  await expect(end).rejects.toMatchObject({
    info: {
      code: 'TIMED_OUT',
      what: expect.stringContaining('the answer of mat'),
      why: expect.stringContaining('0.02 s'),
    },
  })
})

test('a cancel reaches the work, and is not mistaken for the limit', async () => {
  const stop = new AbortController()
  const end = within(stop.signal, { milliseconds: 60_000, waitingFor: 'the answer' }, untilAborted)
  stop.abort()
  await expect(end).rejects.toThrow('something of the library')
})

test('work is not begun for who has cancelled already', async () => {
  const stop = new AbortController()
  stop.abort()
  let begun = false
  const end = within(stop.signal, { milliseconds: 1000, waitingFor: 'the answer' }, async () => {
    begun = true
  })
  await expect(end).rejects.toMatchObject({ name: 'AbortError' })
  expect(begun).toBe(false)
})

test('a pause ends early with the signal', async () => {
  const stop = new AbortController()
  const end = pause(60_000, stop.signal)
  stop.abort()
  await expect(end).rejects.toMatchObject({ name: 'AbortError' })
})
