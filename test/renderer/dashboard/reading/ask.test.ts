import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { ask, type Question } from '../../../../src/renderer/dashboard/reading/ask'
import { Failure } from '../../../../src/shared/errors'

const fetched = vi.fn<typeof fetch>()
const { signal } = new AbortController()
const what = 'It was not read.'

const answer = (status: number, text: string) => new Response(text, { status })
const wrapped = (message: string) => JSON.stringify({ code: 500, message, traceback: [] })
const asked = <T>(schema: z.ZodType<T>, more: Partial<Question<T>> = {}) =>
  ask({ path: '/x', answer: schema, what, ...more }, signal)
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Failure ? error.info : error),
  )

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  fetched.mockReset()
})

describe('asking CAVE', () => {
  it('reads JSON with every digit of an id, past every cache, and says who asks', async () => {
    fetched.mockResolvedValue(answer(200, '{"root_id": 288230376151711745, "n": 1.5}'))
    const schema = z.object({ root_id: z.string(), n: z.number() })
    expect(await asked(schema)).toEqual({ root_id: '288230376151711745', n: 1.5 })
    expect(fetched).toHaveBeenCalledWith(
      '/x',
      expect.objectContaining({ cache: 'no-store', headers: { 'X-RealCAVE': 'dashboard' } }),
    )
    expect(fetched.mock.calls[0]?.[1]?.method).toBeUndefined()
  })

  it('posts a query, ids as plain digits', async () => {
    fetched.mockResolvedValue(answer(200, '[]'))
    await asked(z.array(z.unknown()), { body: { ids: [72127962782105601n] } })
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"ids":[72127962782105601]}' })
  })

  it.each([502, 503, 504])('tells a service that is down by the gateway’s %i', async (status) => {
    fetched.mockResolvedValue(answer(status, '<html>'))
    const told = await failure(asked(z.string()))
    expect(told).toMatchObject({
      code: 'CAVE_UNREACHABLE',
      what,
      why: expect.stringContaining(String(status)),
    })
  })

  it('tells a gateway that is gone, and how to get it back', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))
    const told = await failure(asked(z.string()))
    expect(told).toMatchObject({ code: 'FLEET_DOWN', what, fix: expect.stringContaining('Get demo-ready') })
  })

  it('takes the true reason out of a wrapped refusal', async () => {
    fetched.mockImplementation(() => Promise.resolve(answer(500, wrapped('400 Bad Request: no such column'))))
    expect(await failure(asked(z.string()))).toMatchObject({ code: 'CAVE_REFUSED', why: 'no such column' })
  })

  it('knows what it means that something is not there', async () => {
    const absent = wrapped("404 Not Found: Analysis table 't' not found")
    fetched.mockImplementation(() => Promise.resolve(answer(500, absent)))
    expect(await asked(z.array(z.string()), { ifAbsent: [] })).toEqual([])
    expect(await failure(asked(z.array(z.string())))).toMatchObject({ code: 'CAVE_REFUSED' })
  })

  it('asks again at once where a version cut the service’s connections', async () => {
    const cut = wrapped('(psycopg2.errors.AdminShutdown) terminating connection due to administrator command')
    fetched.mockResolvedValueOnce(answer(500, cut))
    fetched.mockResolvedValueOnce(
      answer(500, wrapped("Can't reconnect until invalid transaction is rolled back")),
    )
    fetched.mockResolvedValueOnce(answer(200, '2'))
    expect(await asked(z.number())).toBe(2)
    fetched.mockImplementation(() => Promise.resolve(answer(500, cut)))
    expect(await failure(asked(z.number()))).toMatchObject({ code: 'CAVE_REFUSED' })
    expect(fetched.mock.calls.length).toBeLessThan(20)
  })

  it.each(['<html>', '{"another": "shape"}', ''])('refuses the answer %j', async (text) => {
    fetched.mockResolvedValue(answer(200, text))
    const told = await failure(asked(z.object({ root_id: z.number() })))
    expect(told).toMatchObject({ code: 'CAVE_REFUSED', why: expect.stringContaining('another shape') })
  })

  const hangs = (_path: unknown, given?: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => {
      given?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })

  it('gives up on a service that is silent', async () => {
    vi.useFakeTimers()
    fetched.mockImplementation(hangs)
    const told = failure(asked(z.string()))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await told).toMatchObject({ code: 'TIMED_OUT', what })
  })

  it('ends with who asked, which is no failure to tell', async () => {
    fetched.mockImplementation(hangs)
    const leaving = new AbortController()
    const told = failure(ask({ path: '/x', answer: z.string(), what }, leaving.signal))
    leaving.abort()
    expect(await told).toMatchObject({ name: 'AbortError' })
  })
})
