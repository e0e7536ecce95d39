import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyDownload,
  noDownload,
  type DownloadEvent,
} from '../../../../src/main/fleet/images/download-state'
import { downloadSize, wholeDownload } from '../../../../src/main/fleet/images/sizes'

const pcg = 'caveconnectome/pychunkedgraph:v2.21.1'
const own = 'registry.example/own:1'

const sized = (...names: readonly string[]) => names.map((name) => ({ name, size: downloadSize(name) }))
const began: DownloadEvent = { kind: 'began', images: sized(pcg, own), at: '2026-11-26T10:00:00.000Z' }
const after = (...events: readonly DownloadEvent[]) => events.reduce(applyDownload, noDownload)

test('an estimate stands until the engine tells its own figure', () => {
  expect(after(began).images).toMatchObject([
    { name: pcg, state: 'waiting', done: 0, total: downloadSize(pcg) },
    { name: own, total: null },
  ])
  const early = after(began, { kind: 'loaded', image: pcg, done: 5, total: null, detail: '' })
  expect(early.images[0]).toMatchObject({ state: 'loading', done: 5, total: downloadSize(pcg) })
  const told = after(began, { kind: 'loaded', image: pcg, done: 5, total: 9, detail: '' })
  expect(told.images[0]).toMatchObject({ done: 5, total: 9 })
})

test('a failure keeps what was loaded, and the next beginning forgets it', () => {
  const error = { code: 'PULL_FAILED', what: 'No.', why: 'No line.', fix: 'Again.' } as const
  const failed = after(began, { kind: 'ready', image: pcg }, { kind: 'failed', error })
  expect(failed).toMatchObject({ state: 'failed', error, images: [{ state: 'ready' }, { state: 'waiting' }] })
  expect(applyDownload(failed, { ...began, images: sized(own) })).toMatchObject({
    state: 'running',
    error: null,
  })
})

test('what is needed may change: what is there stays, what is not needed any more goes', () => {
  const changed = after(began, { kind: 'ready', image: pcg }, { kind: 'wanted', images: sized('other:1') })
  expect(changed.images.map(({ name, state }) => `${name} ${state}`)).toEqual([
    `${pcg} ready`,
    'other:1 waiting',
  ])
  const same = after(began, { kind: 'loaded', image: pcg, done: 5, total: 9, detail: '' })
  expect(applyDownload(same, { kind: 'wanted', images: sized(pcg, own) })).toEqual(same)
})

test.each([
  ['caveconnectome/materializationengine:v5.26.4', 740_000_000],
  ['docker.io/library/redis:7.2-alpine', 20_000_000],
  ['postgis/postgis@sha256:0123', 210_000_000],
  ['localhost:5000/redis:7', null],
])('%s weighs %s', (image, size) => {
  expect(downloadSize(image)).toBe(size)
})

test('the whole is the 2.5 GB that people are told', () => {
  expect(wholeDownload / 1e9).toBeCloseTo(2.5, 1)
})

const event = fc.oneof(
  fc.constant(began),
  fc.record({
    kind: fc.constant('loaded' as const),
    image: fc.constantFrom(pcg, own),
    done: fc.nat(1e9),
    total: fc.option(fc.nat(1e9)),
    detail: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('ready' as const), image: fc.constantFrom(pcg, own) }),
  fc.constantFrom<DownloadEvent>({ kind: 'ended' }, { kind: 'cancelled' }),
)

test('whatever comes, nothing happens to a download that has ended, and an image that is ready is whole', () => {
  const holds = fc.property(fc.array(event), event, (before, next) => {
    const state = before.reduce(applyDownload, noDownload)
    const over = state.state !== 'running' && next.kind !== 'began'
    const whole = state.images.every((image) => image.state !== 'ready' || image.done === image.total)
    return whole && (!over || applyDownload(state, next) === state)
  })
  expect(() => fc.assert(holds)).not.toThrow()
})
