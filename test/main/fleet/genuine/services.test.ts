import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Container } from '../../../../src/main/engine/engine'
import { describe as look, type Looks } from '../../../../src/main/fleet/genuine/services'
import { serviceNames, type ServiceName } from '../../../../src/shared/domain/service'
import { containerOf, startedAt } from './made-up-container'

const never = new AbortController().signal

let server: Server
let address = ''
/** Paths that the gateway refuses with 502. */
let silent: readonly string[] = []

beforeEach(async () => {
  silent = []
  server = createServer((request, response) => {
    response.writeHead(silent.includes(request.url ?? '') ? 502 : 200).end('ok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = server.address()
  address = `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}`
})
afterEach(() => {
  server.close()
})

const everything = [...serviceNames, 'annotation-net', 'pcg-net'].map((name) => containerOf(name))

const looks = (given: Partial<Looks> = {}): Looks => ({
  address,
  containers: everything,
  images: { mat: 'caveconnectome/materializationengine:v5.26.4', redis: 'redis@sha256:0123' },
  memory: async () => 1000,
  workerReady: async () => true,
  now: () => Date.parse(startedAt) + 3_600_000,
  ...given,
})

const one = async (name: ServiceName, given: Partial<Looks> = {}) =>
  (await look(looks(given), never)).find((each) => each.name === name)

/** All containers, one of them otherwise, or not there. */
const withOne = (service: string, given: Partial<Container> | null): readonly Container[] =>
  everything.flatMap((each) =>
    each.service === service ? (given === null ? [] : [{ ...each, ...given }]) : [each],
  )

test('a fleet that runs is healthy, each service with its version, memory and start', async () => {
  const services = await look(looks(), never)
  expect(services.map(({ name }) => name)).toEqual([...serviceNames])
  expect(new Set(services.map(({ state }) => state))).toEqual(new Set(['healthy']))
  expect(await one('mat')).toMatchObject({
    version: '5.26.4',
    memory: 1000,
    startedAt,
    actions: ['restart', 'stop'],
  })
  expect((await one('redis'))?.version).toBeNull()
})

test('without containers everything is stopped and can be started', async () => {
  const services = await look(looks({ containers: [] }), never)
  expect(new Set(services.map(({ state }) => state))).toEqual(new Set(['stopped']))
  expect(services[0]).toMatchObject({ memory: null, startedAt: null, actions: ['start'] })
})

test.each([
  [{ state: 'exited', exitCode: 137 }, 'stopped', /status 137/],
  [{ state: 'exited', exitCode: 0 }, 'stopped', /has stopped/],
  [{ state: 'paused' }, 'unhealthy', /paused/],
  [{ health: 'unhealthy' }, 'unhealthy', /own check/],
  [{ current: false }, 'unhealthy', /"up" mends it/],
] as const)('a container that is %o: %s', async (given, state, detail) => {
  const found = await one('info', { containers: withOne('info', given) })
  expect(found).toMatchObject({ state, detail: expect.stringMatching(detail) })
})

test('a service that does not answer is starting at first, and unwell later', async () => {
  silent = ['/materialize/version']
  expect(await one('mat', { now: () => Date.parse(startedAt) + 5000 })).toMatchObject({
    state: 'starting',
    detail: '/materialize/version answers 502.',
  })
  expect(await one('mat')).toMatchObject({ state: 'unhealthy' })
})

test('a worker that takes no workflows is not healthy', async () => {
  expect(await one('mat-worker', { workerReady: async () => false })).toMatchObject({
    state: 'unhealthy',
    detail: 'It does not take workflows yet.',
  })
})

test('a helper that was restarted under its service is unwell, for what it owns has a dead loopback', async () => {
  const found = await one('pcg', { containers: withOne('pcg', { current: false, joined: false }) })
  expect(found).toMatchObject({
    state: 'unhealthy',
    helpers: [
      { name: 'pcg-net', state: 'unhealthy', detail: expect.stringContaining('restarted after pcg') },
    ],
  })
  const stopped = { state: 'exited', exitCode: 0, joined: false } as const
  expect(await one('pcg', { containers: withOne('pcg', stopped) })).toMatchObject({
    helpers: [{ state: 'healthy' }],
  })
})

test.each(['annotation', 'pcg', 'bigtable'] as const)(
  '%s is unwell when its network helper does not run',
  async (name) => {
    const helper = name === 'annotation' ? 'annotation-net' : 'pcg-net'
    const found = await one(name, { containers: withOne(helper, { state: 'exited', exitCode: 0 }) })
    expect(found).toMatchObject({ state: 'unhealthy', detail: expect.stringContaining('network helper') })
  },
)

test('behind a gateway that does not run nothing is starting: it cannot be reached', async () => {
  const without = everything.map((each) =>
    each.service === 'gateway' ? { ...each, state: 'exited' as const } : each,
  )
  const now = () => Date.parse(startedAt) + 1000
  const services = await look(looks({ containers: without, now }), never)
  const stateOf = (name: ServiceName) => services.find((each) => each.name === name)
  expect(stateOf('gateway')).toMatchObject({ state: 'stopped' })
  expect(stateOf('info')).toMatchObject({ state: 'unhealthy', detail: expect.stringContaining('gateway') })
  expect(stateOf('postgres')).toMatchObject({ state: 'healthy' })
})
