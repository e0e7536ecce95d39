import { afterEach, describe, expect, it, vi } from 'vitest'
import { probes, readKind } from '../../../../src/renderer/dashboard/services/probes'
import { answering } from '../answers'

const { signal } = new AbortController()
const root = '/segmentation/api/v1/table/test/node/72127962782105600/root'
const well = {
  '/info/health': '"healthy"',
  '/info/version': '"4.3.3"',
  '/schema/views/version': '"5.26.3"',
  '/anno_health': '"healthy"',
  '/segmentation/api/version': '"2.21.1"',
  [root]: '{"root_id": 288230376151711745}',
  '/mat_health': '{"fake_volume": 1}',
  '/materialize/version': '"5.26.4"',
}

const look = (name: string) =>
  probes
    .find((probe) => probe.name === name)
    ?.look(signal)
    .then(
      (sign) => sign.version,
      (error: { info: { what: string; code: string; fix: string } }) => error.info,
    )

afterEach(() => vi.unstubAllGlobals())

describe('a service', () => {
  it.each([
    ['info', '4.3.3'],
    ['schema', '5.26.3'],
    ['annotation', null],
    ['pcg', '2.21.1'],
    ['mat', '5.26.4'],
  ])('%s answers with the version that it tells: %s', async (name, version) => {
    answering(well)
    expect(await look(name)).toBe(version)
  })

  it.each([
    ['info', '/info/health', 'InfoService does not answer.'],
    ['schema', '/schema/views/version', 'EMAnnotationSchemas does not answer.'],
    ['annotation', '/anno_health', 'AnnotationEngine does not answer.'],
    ['pcg', '/segmentation/api/version', 'PyChunkedGraph does not answer.'],
    ['mat', '/mat_health', 'MaterializationEngine does not answer.'],
  ])('%s that is down is told by name', async (name, path, what) => {
    answering({ ...well, [path]: 502 })
    expect(await look(name)).toMatchObject({ code: 'CAVE_UNREACHABLE', what })
  })

  it('pcg that has lost its graph is told so, though it answers', async () => {
    answering({ ...well, [root]: 500 })
    expect(await look('pcg')).toMatchObject({
      what: expect.stringContaining('graph is lost'),
      fix: expect.stringContaining('realcave graph rebuild'),
    })
  })

  it('pcg whose emulator is stopped hangs: then that is what has to be started', async () => {
    vi.useFakeTimers()
    answering(well)
    const others = globalThis.fetch
    vi.stubGlobal('fetch', (path: string, given: RequestInit) =>
      path === root
        ? new Promise((_resolve, reject) => {
            given.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
          })
        : others(path, given),
    )
    const told = look('pcg')
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    expect(await told).toMatchObject({ code: 'TIMED_OUT', fix: expect.stringContaining('Start bigtable') })
  })
})

describe('the kind of fleet', () => {
  it('is told by the gateway itself', async () => {
    answering({ '/dashboard/fleet.json': '{"kind": "genuine"}' })
    expect(await readKind(signal)).toBe('genuine')
  })

  it('is not guessed', async () => {
    answering({ '/dashboard/fleet.json': '{"kind": "other"}' })
    await expect(readKind(signal)).rejects.toMatchObject({ info: { what: 'The fleet cannot be reached.' } })
  })
})
