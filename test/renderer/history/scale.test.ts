import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockScale, eventScale, isCrowded, lastAtOrBefore } from '../../../src/renderer/history/scale'
import { nearest, stepFrom } from '../../../src/renderer/history/stops'
import { at } from './made-history'

const stops = (...seconds: readonly number[]): Float64Array => Float64Array.from(seconds, at)

const anyStops = fc
  .uniqueArray(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 })
  .map((seconds) => stops(...seconds.sort((a, b) => a - b)))

const moment = fc.integer({ min: -1000, max: 101_000 }).map(at)

describe('how times lie along the map', () => {
  it('by the clock: a minute is as wide as any other', () => {
    const scale = clockScale(at(0), at(100))
    expect([0, 25, 100, 200].map((seconds) => scale.toUnit(at(seconds)))).toEqual([0, 0.25, 1, 2])
  })

  it('by events: each is as far from the next as any other', () => {
    const scale = eventScale(stops(0, 1, 1000, 1001, 5000))
    expect([0, 1, 1000, 1001, 5000].map((seconds) => scale.toUnit(at(seconds)))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ])
    expect(scale.toUnit(at(500.5))).toBeCloseTo(0.375)
  })

  it.each(['clock', 'events'] as const)(
    '%s: a time is found again where it lies, and order is kept',
    (kind) => {
      fc.assert(
        fc.property(anyStops, moment, moment, (all, one, other) => {
          const scale = kind === 'events' ? eventScale(all) : clockScale(all[0] ?? 0, all.at(-1) ?? 0)
          expect(Math.abs(scale.toTime(scale.toUnit(one)) - one)).toBeLessThan(1000)
          expect(Math.sign(scale.toUnit(one) - scale.toUnit(other))).toBe(Math.sign(one - other))
        }),
      )
    },
  )

  it('a single moment is shown as a second of it', () => {
    for (const scale of [clockScale(at(5), at(5)), eventScale(stops(5))]) {
      expect(scale.toUnit(at(5))).toBe(0)
      expect(scale.toUnit(at(6))).toBe(1)
      expect(scale.least).toBeGreaterThan(0)
    }
  })
})

describe('the clock presses events into each other', () => {
  it('where a long pause follows a minute of work', () => {
    expect(isCrowded(stops(0, 1, 2, 5, 9, 3600))).toBe(true)
    expect(isCrowded(stops(0, 20, 40, 300_000, 300_020, 300_030, 300_050, 300_060))).toBe(true)
  })

  it('not where they come as chance has it, nor where there are too few to tell', () => {
    expect(isCrowded(stops(0, 100, 200, 330, 400, 520))).toBe(false)
    expect(isCrowded(stops(0, 1, 3600))).toBe(false)
    expect(isCrowded(stops(7))).toBe(false)
    expect(isCrowded(stops())).toBe(false)
  })
})

describe('stops', () => {
  it('are met one after the other, forwards and backwards', () => {
    const all = stops(0, 10, 20, 30)
    const walk = (from: number, direction: 1 | -1): number[] => {
      const met: number[] = []
      let time = from
      for (let step = 0; step < all.length + 2; step += 1) met.push((time = stepFrom(all, time, direction)))
      return met
    }
    expect(walk(at(-5), 1)).toEqual([0, 10, 20, 30, 30, 30].map(at))
    expect(walk(at(99), -1)).toEqual([30, 20, 10, 0, 0, 0].map(at))
    expect(stepFrom(all, at(15), 1)).toBe(at(20))
    expect(stepFrom(all, at(15), -1)).toBe(at(10))
  })

  it('the last at or before a time, and the nearest, are what a look at all of them finds', () => {
    fc.assert(
      fc.property(anyStops, moment, (all, time) => {
        const before = [...all].filter((stop) => stop <= time)
        expect(lastAtOrBefore(all, time)).toBe(before.length - 1)
        const least = Math.min(...[...all].map((stop) => Math.abs(stop - time)))
        expect(Math.abs((nearest(all, time) ?? Number.NaN) - time)).toBe(least)
      }),
    )
  })

  it('none is near where there are none', () => {
    expect(nearest(stops(), at(1))).toBeNull()
  })
})
