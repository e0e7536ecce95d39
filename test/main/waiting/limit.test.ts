import { expect, test } from 'vitest'
import { pause, within } from '../../../src/main/waiting/limit'
import { Failure } from '../../../src/shared/errors'

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

test('a failure of its own is thrown where more can be said of the end', async () => {
  const own = new Failure({ code: 'FLEET_DOWN', what: 'Silent.', why: 'For long.', fix: 'Start it.' })
  const end = within(never(), { milliseconds: 20, over: () => own }, untilAborted)
  await expect(end).rejects.toBe(own)
})

test('a cancel reaches the work, and is not mistaken for the limit or for what the work makes of it', async () => {
  const stop = new AbortController()
  let reached = false
  const end = within(stop.signal, { milliseconds: 60_000, waitingFor: 'the answer' }, (signal) => {
    signal.addEventListener('abort', () => (reached = true), { once: true })
    return untilAborted(signal)
  })
  stop.abort()
  await expect(end).rejects.toBe(stop.signal.reason)
  expect(reached).toBe(true)
})

test('work that heeds no signal is left behind, at the limit and at a cancel', async () => {
  const deaf = () => new Promise<never>(() => undefined)
  const late = within(never(), { milliseconds: 20, waitingFor: 'the answer' }, deaf)
  await expect(late).rejects.toMatchObject({ info: { code: 'TIMED_OUT' } })
  const stop = new AbortController()
  const end = within(stop.signal, { milliseconds: 60_000, waitingFor: 'the answer' }, deaf)
  stop.abort()
  await expect(end).rejects.toBe(stop.signal.reason)
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
