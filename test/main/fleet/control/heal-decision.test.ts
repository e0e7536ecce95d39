import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decide,
  noAttempts,
  noteAttempt,
  waits,
  windowMilliseconds,
  type Attempts,
  type Seen,
} from '../../../../src/main/fleet/control/heal-decision'
import { serviceNames, type ServiceName } from '../../../../src/shared/domain/service'

type SeenService = Seen['services'][number]
type SeenStep = Seen['steps'][number]

const service = (name: ServiceName, changes: Partial<SeenService> = {}): SeenService => ({
  name,
  state: 'healthy',
  detail: '',
  exitStatus: null,
  helpers: name === 'annotation' ? [{ name: 'annotation-net', state: 'healthy', detail: '' }] : [],
  ...changes,
})

const step = (id: string, state: SeenStep['state'] = 'done', needs: string[] = []): SeenStep => ({
  id,
  state,
  needs,
})

/** A fleet that runs and lacks nothing. */
const seen = (changes: Partial<Seen> = {}): Seen => ({
  now: 1_000_000,
  wanted: { state: 'up', stopped: [] },
  busy: false,
  engineLost: false,
  failed: false,
  services: serviceNames.map((name) => service(name)),
  steps: [step('images'), step('pcg'), step('graph', 'done', ['pcg'])],
  ...changes,
})

const withoutGraph = { steps: [step('images'), step('pcg'), step('graph', 'waiting', ['pcg'])] }
const ended = {
  engineLost: true,
  services: serviceNames.map((name) => service(name, { state: 'stopped', detail: 'It has stopped.' })),
}
const withHelper = (state: SeenService['state'], helper: SeenService['state']) => ({
  services: [
    service('annotation', { state, helpers: [{ name: 'annotation-net', state: helper, detail: '' }] }),
  ],
})

test('a fleet that lacks nothing is left alone', () => {
  expect(decide(seen(), noAttempts)).toEqual({ kind: 'nothing' })
})

test('a graph that is lost while pcg and the emulator run is rebuilt', () => {
  expect(decide(seen(withoutGraph), noAttempts)).toMatchObject({ kind: 'act', cure: 'graph' })
  const failedBefore = { steps: [step('pcg'), step('graph', 'failed', ['pcg'])] }
  expect(decide(seen(failedBefore), noAttempts)).toMatchObject({ kind: 'act', cure: 'graph' })
})

test.each<[string, Partial<Seen>]>([
  ['the emulator is stopped', { services: [service('pcg'), service('bigtable', { state: 'stopped' })] }],
  ['pcg still starts', { services: [service('pcg', { state: 'starting' }), service('bigtable')] }],
  ['what it needs is missing', { steps: [step('pcg', 'waiting'), step('graph', 'waiting', ['pcg'])] }],
  ['a work is under way', { busy: true }],
  ['the fleet was stopped by hand', { wanted: { state: 'down', stopped: [] } }],
])('it is not rebuilt while %s', (_when, changes) => {
  expect(decide(seen({ ...withoutGraph, ...changes }), noAttempts)).toEqual({ kind: 'nothing' })
})

test('a fleet whose containers ended with the engine is started', () => {
  expect(decide(seen(ended), noAttempts)).toMatchObject({ kind: 'act', cure: 'up' })
})

test.each<[string, Partial<Seen>]>([
  ['the engine was there all the time: a person stopped them', { engineLost: false }],
  ['a person stopped the fleet', { wanted: { state: 'down', stopped: [] } }],
  ['a person stopped one of its services', { wanted: { state: 'up', stopped: ['redis'] } }],
  ['a work is under way', { busy: true }],
  [
    'its containers were removed',
    { services: serviceNames.map((name) => service(name, { state: 'stopped' })) },
  ],
  ['images would have to be downloaded', { steps: [step('images', 'waiting')] }],
  ['one of them runs', { services: [...ended.services.slice(1), service('gateway')] }],
])('it is not started when %s', (_when, changes) => {
  expect(decide(seen({ ...ended, ...changes }), noAttempts)).toEqual({ kind: 'nothing' })
})

const withRedis = (exitStatus: number) => ({
  services: serviceNames.map((name) =>
    service(name, name === 'redis' ? { state: 'stopped', detail: 'It has ended.', exitStatus } : {}),
  ),
})

test.each([137, 132, 1])('a service that ended by itself with status %i is started', (status) => {
  expect(decide(seen(withRedis(status)), noAttempts)).toEqual({
    kind: 'act',
    cure: 'up',
    whose: 'redis',
    what: 'redis stopped, though nobody had stopped it.',
  })
})

test.each<[string, Partial<Seen>]>([
  ['it was asked to end', withRedis(0)],
  ['it was asked to end and does not handle that', withRedis(143)],
  ['the last start failed: it is evidence', { ...withRedis(137), failed: true }],
  ['a person stopped another one', { ...withRedis(137), wanted: { state: 'up', stopped: ['info'] } }],
  ['a work is under way', { ...withRedis(137), busy: true }],
])('a service that ended is left as it is when %s', (_when, changes) => {
  expect(decide(seen(changes), noAttempts)).toEqual({ kind: 'nothing' })
})

test('a helper that was restarted or has ended is put right by a start; not that of a service that is stopped', () => {
  expect(decide(seen(withHelper('unhealthy', 'unhealthy')), noAttempts)).toMatchObject({ cure: 'up' })
  expect(decide(seen(withHelper('unhealthy', 'stopped')), noAttempts)).toMatchObject({ cure: 'up' })
  expect(decide(seen(withHelper('stopped', 'stopped')), noAttempts)).toEqual({ kind: 'nothing' })
})

test('the first loss after an attempt is healed at once, later ones after a wait, and then no more', () => {
  const lost = (now: number) => seen({ ...withoutGraph, now })
  let attempts: Attempts = noAttempts
  let now = 1_000_000
  for (const wait of waits) {
    const kinds = [wait / 2, wait].map((after) => decide(lost(now + after), attempts).kind)
    expect(kinds).toEqual([wait === 0 ? 'act' : 'wait', 'act'])
    now += wait
    attempts = noteAttempt(attempts, 'graph', now)
  }
  expect(decide(lost(now + 200_000), attempts).kind).toBe('give-up')
  expect(decide(lost(now + windowMilliseconds), attempts).kind).toBe('act')
})

test('what was lost again and again does not keep another loss waiting', () => {
  let attempts: Attempts = noAttempts
  for (const wait of waits) attempts = noteAttempt(attempts, 'redis', 1_000_000 + wait)
  expect(decide(seen({ ...withRedis(137), now: 1_200_000 }), attempts).kind).toBe('give-up')
  expect(decide(seen({ ...withoutGraph, now: 1_200_000 }), attempts).kind).toBe('act')
  const worker = service('mat-worker', { state: 'stopped', detail: 'It has ended.', exitStatus: 137 })
  expect(decide(seen({ services: [worker], now: 1_200_000 }), attempts)).toMatchObject({
    kind: 'act',
    whose: 'mat-worker',
  })
})

/** What can be seen at one moment, some milliseconds after the one before. */
const moment = fc.record({
  after: fc.nat(120_000),
  graph: fc.constantFrom<SeenStep['state']>('done', 'waiting'),
  state: fc.constantFrom<SeenService['state']>('healthy', 'stopped'),
  engineLost: fc.boolean(),
  busy: fc.boolean(),
  wanted: fc.constantFrom<Seen['wanted']['state']>('up', 'up', 'up', 'down'),
  stopped: fc.subarray<ServiceName>(['redis']),
})

test('whatever happens, it cannot loop, and it never acts against what a person wants', () => {
  const holds = fc.property(fc.array(moment, { maxLength: 200 }), (moments) => {
    let attempts: Attempts = noAttempts
    let now = 0
    const acts: { readonly at: number; readonly cure: string }[] = []
    for (const { after, graph, state, engineLost, busy, wanted, stopped } of moments) {
      now += after
      const services = serviceNames.map((name) => service(name, { state, detail: 'It has stopped.' }))
      const steps = [step('images'), step('pcg'), step('graph', graph, ['pcg'])]
      const decision = decide(
        seen({ now, engineLost, busy, services, steps, wanted: { state: wanted, stopped } }),
        attempts,
      )
      if (decision.kind !== 'act') continue
      if (busy || wanted === 'down') return false
      if (decision.cure === 'up' && (stopped.length > 0 || state !== 'stopped' || !engineLost)) return false
      if (decision.cure === 'graph' && (graph === 'done' || state !== 'healthy')) return false
      attempts = noteAttempt(attempts, decision.whose, now)
      acts.push({ at: now, cure: decision.cure })
    }
    return acts.every(({ at, cure }) => {
      const near = acts.filter(
        (other) => other.cure === cure && other.at > at - windowMilliseconds && other.at <= at,
      )
      return near.length <= waits.length
    })
  })
  expect(() => fc.assert(holds)).not.toThrow()
})
