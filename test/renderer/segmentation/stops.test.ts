import { expect, test } from 'vitest'
import type { Version } from '../../../src/shared/domain/version'
import { cursorSteps, reachOf, stepOf, stopsOf, timeOf } from '../../../src/renderer/segmentation/stops'

const born = Date.UTC(2020, 0, 1)
const now = Date.UTC(2026, 10, 26)
const version = (number: number, status: Version['status'] = 'AVAILABLE'): Version => ({
  version: number,
  status,
  valid: status === 'AVAILABLE',
  timeStamp: new Date(now - 100_000 + number * 1000).toISOString(),
  expiresOn: null,
  tables: [],
  disk: null,
})

test('the moments go from before the birth to now, with the newest versions that can be opened', () => {
  const stops = stopsOf({ first: born, last: born }, [
    version(5),
    version(4, 'FAILED'),
    version(1),
    version(2),
    version(3),
  ])
  expect(stops.map(({ label }) => label)).toEqual([
    'Before the first root',
    'First root',
    'v2',
    'v3',
    'v5',
    'Now',
  ])
  expect(stops[0]?.time).toBeLessThan(born)
  expect(stops[1]?.time).toBe(born)
  expect(stops.at(-1)?.time).toBeNull()
})

test('an edit is a moment of its own', () => {
  const edited = Date.UTC(2026, 5, 1)
  const stops = stopsOf({ first: born, last: edited }, [])
  expect(stops.map(({ label, time }) => [label, time])).toEqual([
    ['Before the first root', born - 86_400_000],
    ['First root', born],
    ['Last edit', edited],
    ['Now', null],
  ])
})

test('while the birth is not known there is only now, and the versions', () => {
  expect(stopsOf(null, [version(1)]).map(({ label }) => label)).toEqual(['v1', 'Now'])
})

test('the cursor reaches from before the birth to now, and its last step is now', () => {
  const reach = reachOf(born, now)
  expect(timeOf(0, reach)).toBeLessThan(born)
  expect(timeOf(cursorSteps, reach)).toBeNull()
  expect(stepOf(null, reach)).toBe(cursorSteps)
  for (const step of [0, 1, 137, 500, 999]) expect(stepOf(timeOf(step, reach), reach)).toBe(step)
})

test('a moment just ago is not now, and one before the reach is at its begin', () => {
  const reach = reachOf(born, now)
  expect(stepOf(now - 1, reach)).toBe(cursorSteps - 1)
  expect(stepOf(0, reach)).toBe(0)
})
