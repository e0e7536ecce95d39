import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyRequestEvent,
  findRequests,
  noRequests,
  requestLimit,
  statusTone,
} from '../../../src/renderer/requests/request-buffer'
import { durationShare } from '../../../src/renderer/requests/request-list'
import { fakeRequest } from '../fake/fake-fleet'

const requests = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => fakeRequest(from + index))
const all = { search: '', own: true, newestFirst: false }

describe('the request log', () => {
  it('tells each request once, though a stream that was opened again repeats its tail', () => {
    const log = [requests(0, 10), requests(5, 10)].reduce(
      (buffer, entries) => applyRequestEvent(buffer, { kind: 'entries', entries }),
      noRequests,
    )
    expect(log.entries.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, id) => id))
  })

  it('is bounded and keeps the newest', () => {
    const log = applyRequestEvent(noRequests, { kind: 'entries', entries: requests(0, requestLimit + 5) })
    expect(log.entries).toHaveLength(requestLimit)
    expect(log.entries.at(-1)?.id).toBe(requestLimit + 4)
  })

  it('holds what comes while paused and lets it in afterwards', () => {
    const paused = applyRequestEvent(noRequests, { kind: 'pause' })
    const held = applyRequestEvent(paused, { kind: 'entries', entries: requests(0, 3) })
    expect([held.entries.length, held.held.length]).toEqual([0, 3])
    expect(applyRequestEvent(held, { kind: 'follow' }).entries).toHaveLength(3)
  })

  it('leaves out the panel’s own requests until they are asked for', () => {
    const entries = requests(0, 20)
    const shown = findRequests(entries, { ...all, own: false })
    expect(shown.every(({ agent }) => agent !== 'RealCAVE')).toBe(true)
    expect(shown.length).toBeLessThan(entries.length)
  })

  it('finds by method, path, service and status together', () => {
    const found = findRequests(requests(0, 60), { ...all, search: 'put annotation 500' })
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ method, status }) => method === 'PUT' && status === 500)).toBe(true)
  })

  it('turns the order round and leaves its input as it was', () => {
    const entries = requests(0, 5)
    const newest = findRequests(entries, { ...all, newestFirst: true })
    expect(newest.map(({ id }) => id)).toEqual([4, 3, 2, 1, 0])
    expect(entries.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4])
  })

  it('tells refusals from defects', () => {
    expect([200, 304, 404, 409, 500, 502].map(statusTone)).toEqual(['ok', 'ok', 'warn', 'warn', 'bad', 'bad'])
  })

  it('draws longer requests with longer bars, none over the full width', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (milliseconds) => {
        expect(durationShare(milliseconds)).toBeGreaterThanOrEqual(0)
        expect(durationShare(milliseconds)).toBeLessThanOrEqual(1)
        expect(durationShare(milliseconds * 2)).toBeGreaterThanOrEqual(durationShare(milliseconds))
      }),
    )
  })
})
