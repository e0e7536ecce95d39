import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { microsOf } from '../../../src/renderer/history/micros'
import { clockScale, eventScale } from '../../../src/renderer/history/scale'
import { whole } from '../../../src/renderer/history/span'
import { ticksOf } from '../../../src/renderer/history/ticks'
import { clock } from '../../../src/renderer/components/format'

const noon = microsOf('2026-11-23T12:00:00.000000Z')
const second = 1_000_000
const unit = { from: 0, to: 1 }

const clockLabels = (seconds: number, most = 12): string[] => {
  const scale = clockScale(noon, noon + seconds * second)
  return ticksOf(scale, new Float64Array(), unit, most).map(({ label }) => label)
}

/** As this machine's clock tells it. */
const told = (iso: string): string => clock(iso)

describe('ticks by the clock', () => {
  it('are moments that a person counts in: minutes without seconds, seconds with, fractions where they matter', () => {
    expect(clockLabels(3600)).toContain(told('2026-11-23T12:30:00Z').slice(0, 5))
    expect(clockLabels(60)).toContain(told('2026-11-23T12:00:30Z'))
    expect(clockLabels(0.5)[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/)
    expect(clockLabels(86_400 * 10).every((label) => /^\d+ \w{3} \d{4}$/.test(label))).toBe(true)
  })

  it('are never more than there is room for, nor none where there is, and ascend', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 4_000_000_000_000 }),
        fc.integer({ min: 3, max: 20 }),
        (span, most) => {
          const ticks = ticksOf(clockScale(noon, noon + span), new Float64Array(), unit, most)
          expect(ticks.length).toBeLessThanOrEqual(most + 1)
          for (const [index, tick] of ticks.entries()) {
            expect(tick.unit).toBeGreaterThanOrEqual(-1e-9)
            expect(tick.unit).toBeLessThanOrEqual(1 + 1e-9)
            expect(tick.unit).toBeGreaterThan(ticks[index - 1]?.unit ?? -1)
          }
        },
      ),
    )
  })
})

describe('ticks by event', () => {
  const ticks = (offsets: readonly number[], most = 20) => {
    const stops = Float64Array.from(offsets, (micros) => noon + micros)
    return ticksOf(eventScale(stops), stops, whole, most)
  }

  it('tell each event by the clock, and one of the same second by how much later it was', () => {
    expect(ticks([0, 250, 42_000, 9 * second]).map(({ label }) => label)).toEqual([
      told('2026-11-23T12:00:00Z'),
      '+250 µs',
      '+42 ms',
      told('2026-11-23T12:00:09Z'),
    ])
  })

  it('name the day where another begins', () => {
    expect(ticks([0, 86_400 * 2 * second])[1]?.label).toMatch(/^25 Nov, \d\d:\d\d$/)
  })

  it('leave events out where there are too many, evenly', () => {
    const shown = ticks(
      Array.from({ length: 1000 }, (_, index) => index * second),
      10,
    )
    expect(shown.length).toBeLessThanOrEqual(11)
    expect(shown.length).toBeGreaterThan(4)
    const gaps = shown.slice(1).map(({ unit }, index) => unit - (shown[index]?.unit ?? 0))
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0)
  })
})
