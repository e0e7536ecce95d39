import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rescaled } from '../../../src/renderer/history/map-state'
import { clockScale, eventScale } from '../../../src/renderer/history/scale'
import {
  isWhole,
  panned,
  revealing,
  whole,
  within,
  zoomed,
  type Span,
} from '../../../src/renderer/history/span'
import { at } from './made-history'

const least = 0.001
const unit = fc.double({ min: 0, max: 1, noNaN: true })
const anySpan: fc.Arbitrary<Span> = fc
  .tuple(unit, unit)
  .map(([a, b]) => within({ from: Math.min(a, b), to: Math.max(a, b) }, least))

/** How it breaks its bounds; null: it does not. */
const broken = ({ from, to }: Span): string | null => {
  if (from < whole.from - 1e-9 || to > whole.to + 1e-9) return `${from} to ${to} leaves the whole`
  return to - from < least - 1e-9 ? `${from} to ${to} is too close` : null
}

describe('the part of time in view', () => {
  it('never leaves the whole, nor gets closer than is worth it, however it is moved', () => {
    const move = fc.oneof(
      fc.record({
        kind: fc.constant('zoom' as const),
        by: fc.double({ min: 0.01, max: 100, noNaN: true }),
        place: unit,
      }),
      fc.record({
        kind: fc.constant('pan' as const),
        by: fc.double({ min: -5, max: 5, noNaN: true }),
        place: unit,
      }),
      fc.record({ kind: fc.constant('reveal' as const), by: unit, place: unit }),
    )
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let span = whole
        for (const { kind, by, place } of moves) {
          if (kind === 'zoom') span = zoomed(span, by, place, least)
          else span = kind === 'pan' ? panned(span, by, least) : revealing(span, by, least)
          expect(broken(span)).toBeNull()
        }
      }),
    )
  })

  it('keeps the moment under the pointer where it is while it is zoomed into', () => {
    fc.assert(
      fc.property(anySpan, fc.double({ min: 0.5, max: 1, noNaN: true }), unit, (span, factor, place) => {
        const at = (of: Span): number => of.from + (of.to - of.from) * place
        expect(at(zoomed(span, factor, place, least))).toBeCloseTo(at(span), 6)
      }),
    )
  })

  it('brings a moment into view, and moves no further than that needs', () => {
    fc.assert(
      fc.property(anySpan, unit, (span, wanted) => {
        const shown = revealing(span, wanted, least)
        expect(wanted).toBeGreaterThanOrEqual(shown.from - 1e-9)
        expect(wanted).toBeLessThanOrEqual(shown.to + 1e-9)
        expect(revealing(shown, wanted, least).from).toBeCloseTo(shown.from, 6)
      }),
    )
    const span = { from: 0.2, to: 0.6 }
    expect(revealing(span, 0.4, least)).toBe(span)
  })

  it('is the whole again when it is zoomed out of', () => {
    expect(isWhole(whole)).toBe(true)
    const near = zoomed(whole, 0.1, 0.3, least)
    expect(isWhole(near)).toBe(false)
    expect(isWhole(zoomed(near, 100, 0.3, least))).toBe(true)
  })

  it('shows the same moments when the scale becomes another', () => {
    const clock = clockScale(at(0), at(100))
    const events = eventScale(Float64Array.from([0, 10, 90, 100], at))
    const shown = rescaled({ from: 0.1, to: 0.9 }, clock, events)
    expect(shown.from).toBeCloseTo(1 / 3)
    expect(shown.to).toBeCloseTo(2 / 3)
    expect(rescaled(whole, clock, events)).toBe(whole)
  })
})
