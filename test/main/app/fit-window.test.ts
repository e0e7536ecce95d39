import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitWindow } from '../../../src/main/app/fit-window'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beamer = { x: 1440, y: 0, width: 1920, height: 1080 }
const left = { x: -1280, y: 0, width: 1280, height: 1024 }

describe('a window', () => {
  it.each([
    ['opens where it was', { x: 100, y: 80, width: 900, height: 600 }, [laptop, beamer]],
    [
      'opens on the second screen where it was',
      { x: 1500, y: 80, width: 900, height: 600 },
      [laptop, beamer],
    ],
    ['opens on a screen to the left', { x: -1200, y: 80, width: 900, height: 600 }, [laptop, left]],
  ])('%s', (_what, wanted, areas) => {
    expect(fitWindow(wanted, areas)).toEqual(wanted)
  })

  it('whose screen is gone has no place', () => {
    expect(fitWindow({ x: 1500, y: 80, width: 900, height: 600 }, [laptop])).toBeUndefined()
    expect(fitWindow({ x: -1200, y: 80, width: 900, height: 600 }, [laptop])).toBeUndefined()
    expect(fitWindow({ x: 0, y: 0, width: 900, height: 600 }, [])).toBeUndefined()
  })

  it('of which only a strip, or only the lower part, would be on a screen has no place', () => {
    expect(fitWindow({ x: 1400, y: 80, width: 900, height: 600 }, [laptop])).toBeUndefined()
    expect(fitWindow({ x: 100, y: -400, width: 900, height: 600 }, [laptop])).toBeUndefined()
  })

  it('is moved in from an edge, and made smaller where the screen has become so', () => {
    expect(fitWindow({ x: 1000, y: 500, width: 900, height: 600 }, [laptop])).toEqual({
      x: 540,
      y: 300,
      width: 900,
      height: 600,
    })
    expect(fitWindow({ x: 0, y: 25, width: 3000, height: 2000 }, [laptop])).toEqual(laptop)
  })

  it('between two screens opens on the one that has more of it', () => {
    const { x = 0 } = fitWindow({ x: 1300, y: 80, width: 900, height: 600 }, [laptop, beamer]) ?? {}
    expect(x).toBe(1440)
  })

  it('is always whole on one screen, whatever was remembered', () => {
    const bounds = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 1, max: 6000 }),
      height: fc.integer({ min: 1, max: 6000 }),
    })
    fc.assert(
      fc.property(bounds, fc.array(bounds, { maxLength: 4 }), (wanted, areas) => {
        const found = fitWindow(wanted, areas)
        if (found === undefined) return
        const inside = areas.some(
          (area) =>
            found.x >= area.x &&
            found.y >= area.y &&
            found.x + found.width <= area.x + area.width &&
            found.y + found.height <= area.y + area.height,
        )
        expect(inside).toBe(true)
      }),
    )
  })
})
