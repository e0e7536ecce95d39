import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { phaseOf, type Observed } from '../../../../src/main/fleet/control/phase'
import { job } from '../../../../src/shared/domain/fleet'
import { serviceState } from '../../../../src/shared/domain/service'
import { stepState } from '../../../../src/shared/domain/step'

const observed: fc.Arbitrary<Observed> = fc.record({
  job: fc.option(fc.record({ kind: fc.constantFrom(...job.shape.kind.options) })),
  services: fc.array(fc.record({ state: fc.constantFrom(...serviceState.options) })),
  steps: fc.array(fc.record({ state: fc.constantFrom(...stepState.options) })),
  failed: fc.boolean(),
})

test('a fleet is ready only when everything that is there is healthy, every step is done and nothing starts or stops it', () => {
  fc.assert(
    fc.property(observed, (seen) => {
      const present = seen.services.filter(({ state }) => state !== 'absent')
      const well =
        present.length > 0 &&
        present.every(({ state }) => state === 'healthy') &&
        seen.steps.every(({ state }) => state === 'done') &&
        seen.job?.kind !== 'up' &&
        seen.job?.kind !== 'down'
      expect(phaseOf(seen) === 'ready').toBe(well)
    }),
  )
})

test('a fleet of which nothing runs is down, and failed after a start that failed', () => {
  const off = fc.array(fc.record({ state: fc.constantFrom('stopped' as const, 'absent' as const) }))
  fc.assert(
    fc.property(observed, off, (seen, services) => {
      expect(phaseOf({ ...seen, services, job: null })).toBe(seen.failed ? 'failed' : 'down')
    }),
  )
})

test.each([
  ['up', 'starting'],
  ['down', 'stopping'],
  ['materialize', 'ready'],
] as const)('while the job %s runs, a healthy fleet is %s', (kind, phase) => {
  expect(phaseOf({ job: { kind }, services: [{ state: 'healthy' }], steps: [], failed: false })).toBe(phase)
})

test.each([
  [{ services: ['healthy', 'stopped'], steps: ['done'], failed: false }, 'degraded'],
  [{ services: ['healthy'], steps: ['waiting'], failed: false }, 'degraded'],
  [{ services: ['healthy'], steps: ['failed'], failed: true }, 'failed'],
  [{ services: ['healthy', 'starting'], steps: ['done'], failed: false }, 'starting'],
] as const)('%j is %s', ({ services, steps, failed }, phase) => {
  const states = {
    services: services.map((state) => ({ state })),
    steps: steps.map((state) => ({ state })),
  }
  expect(phaseOf({ job: null, ...states, failed })).toBe(phase)
})
