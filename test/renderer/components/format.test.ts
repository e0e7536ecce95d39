import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, clock, day, duration, moment, plural } from '../../../src/renderer/components/format'

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [340.4, '340 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [4230, '4.2 s'],
    [9949, '9.9 s'],
    [9950, '10 s'],
    [59_499, '59 s'],
    [59_600, '1 min 00 s'],
    [65_000, '1 min 05 s'],
    [3_600_000, '1 h 00 min'],
    [11_520_000, '3 h 12 min'],
    [187_200_000, '2 d 4 h'],
  ])('of %d ms reads %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text)
  })

  it('is never negative: clocks of two machines may differ', () => {
    expect(duration(-5000)).toBe('0 ms')
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [8_200_000, '8.2 MB'],
    [15_700_000, '16 MB'],
    [1_040_000_000, '1.0 GB'],
    [999_600, '1.0 MB'],
  ])('%d read %s', (count, text) => {
    expect(bytes(count)).toBe(text)
  })

  it('have at most three digits, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900_000_000_000_000 }), (count) => {
        expect(bytes(count)).toMatch(/^\d(\.\d)? \w?B$|^\d{2,3} \w?B$/)
      }),
    )
  })
})

describe('a moment', () => {
  const now = Date.parse('2026-11-23T18:00:00Z')

  it('of today is its clock alone, another day is named', () => {
    const today = '2026-11-23T17:30:05Z'
    expect(moment(today, now)).toBe(clock(today))
    expect(moment('2026-11-20T12:00:00Z', now)).toBe(`20 Nov 2026, ${clock('2026-11-20T12:00:00Z')}`)
  })

  it('that is no time stays as it was told', () => {
    expect(clock('None')).toBe('None')
    expect(day('soon')).toBe('soon')
  })
})

it('counts in words that agree', () => {
  expect([plural(0, 'row'), plural(1, 'row'), plural(1234, 'row')]).toEqual(['0 rows', '1 row', '1,234 rows'])
})
