// @vitest-environment happy-dom
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  beginWithFirstSteps,
  dockHeight,
  dockLimits,
  openDock,
  resizeDock,
  useDock,
  wantedHeight,
} from '../../../src/renderer/terminal/dock-state'

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

describe('beside the first steps', () => {
  const shown = (besideFirstSteps: boolean): number => wantedHeight(useDock.getState(), besideFirstSteps)
  beforeEach(() => {
    localStorage.clear()
    useDock.setState({ open: true, height: 232, lowered: false })
  })

  it('the dock is low until a height is chosen; other views have the usual one, which alone is remembered', () => {
    beginWithFirstSteps()
    expect([shown(true), shown(false)]).toEqual([212, 232])
    openDock(true)
    expect(shown(true)).toBe(212)
    expect(localStorage.getItem('realcave.dock')).toBe('{"open":true,"height":232}')
    resizeDock(300)
    expect([shown(true), shown(false)]).toEqual([300, 300])
  })

  it('a height that was chosen before holds there, too', () => {
    resizeDock(300)
    beginWithFirstSteps()
    expect(shown(true)).toBe(300)
  })
})
