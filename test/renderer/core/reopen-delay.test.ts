import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reopenDelay } from '../../../src/renderer/core/reopen-delay'

describe('the pause before a lost stream is opened again', () => {
  it('begins with a second and doubles', () => {
    expect([0, 1, 2, 3].map(reopenDelay)).toEqual([1000, 2000, 4000, 8000])
  })

  it('never shrinks from try to try and never exceeds 15 s, however long the core is gone', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (attempt) => {
        expect(reopenDelay(attempt + 1)).toBeGreaterThanOrEqual(reopenDelay(attempt))
        expect(reopenDelay(attempt)).toBeLessThanOrEqual(15_000)
      }),
    )
  })
})
