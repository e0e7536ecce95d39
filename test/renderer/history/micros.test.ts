import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOf, microsOf } from '../../../src/renderer/history/micros'

describe('a moment in microseconds', () => {
  it('keeps what a Date would drop', () => {
    expect(microsOf('2026-11-23T02:26:26.726785Z') - microsOf('2026-11-23T02:26:26.726784Z')).toBe(1)
    expect(isoOf(microsOf('2026-11-23T02:26:26.726785Z'))).toBe('2026-11-23T02:26:26.726785Z')
  })

  it('reads a text with fewer digits, or none', () => {
    expect(isoOf(microsOf('2026-11-23T02:26:26.5Z'))).toBe('2026-11-23T02:26:26.500000Z')
    expect(isoOf(microsOf('2026-11-23T02:26:26Z'))).toBe('2026-11-23T02:26:26.000000Z')
  })

  it('is the same after it was written and read, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4_000_000_000_000_000, max: 8_000_000_000_000_000 }), (micros) => {
        expect(microsOf(isoOf(micros))).toBe(micros)
      }),
    )
  })
})
