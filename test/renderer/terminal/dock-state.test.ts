import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dockHeight, dockLimits } from '../../../src/renderer/terminal/dock-state'

describe('the height of the dock', () => {
  it('leaves the view its place in every window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2000, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        (wanted, window) => {
          const height = dockHeight(wanted, window)
          expect(height).toBeGreaterThanOrEqual(dockLimits.least)
          expect(height).toBeLessThanOrEqual(Math.max(dockLimits.least, Math.ceil(window * dockLimits.share)))
        },
      ),
    )
  })

  it('is what was asked for where that fits', () => {
    expect(dockHeight(232, 900)).toBe(232)
  })
})
