import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  axisHeight,
  blockFor,
  blocksInView,
  footHeight,
  gutterOf,
  laneHeights,
  laneIndexAt,
  plotBottom,
  rowUnder,
  unitOf,
  xOf,
  type Frame,
} from '../../../src/renderer/history/frame'
import { fittingLane, nextLane } from '../../../src/renderer/history/map-state'
import { none } from '../../../src/renderer/history/rows'
import { whole } from '../../../src/renderer/history/span'
import { pictureOfRows, properRows } from './made-history'

const frameOf = (changes: Partial<Frame> = {}): Frame => ({
  width: 1000,
  height: 400,
  gutter: 100,
  span: whole,
  laneHeight: 46,
  top: 0,
  ...changes,
})

const anyFrame: fc.Arbitrary<Frame> = fc
  .record({
    from: fc.double({ min: 0, max: 0.8, noNaN: true }),
    width: fc.double({ min: 0.05, max: 0.2, noNaN: true }),
    laneHeight: fc.constantFrom(...laneHeights),
    top: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ from, width, laneHeight, top }) => frameOf({ span: { from, to: from + width }, laneHeight, top }))

describe('where things lie on the map', () => {
  it('a place along it is found again', () => {
    const frame = frameOf({ span: { from: 0.2, to: 0.4 } })
    expect(xOf(frame, 0.2)).toBe(100)
    expect(xOf(frame, 0.4)).toBe(1000)
    for (const x of [100, 333, 999]) expect(xOf(frame, unitOf(frame, x))).toBeCloseTo(x)
  })

  it('a block stretches from its row’s creation to its end, in its lane', () => {
    const picture = pictureOfRows()
    const frame = frameOf()
    const [first, second] = [blockFor(frame, picture, 0), blockFor(frame, picture, 1)]
    expect(first?.x).toBeCloseTo(xOf(frame, picture.scale.toUnit(picture.rows.created[0] ?? 0)))
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(
      xOf(frame, picture.scale.toUnit(picture.rows.deleted[0] ?? 0)),
    )
    // The second row is live: until now.
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeCloseTo(xOf(frame, picture.scale.toUnit(picture.now)))
    expect(second?.y).toBe((first?.y ?? 0) + 46)
  })

  it('exactly the blocks that are in view are drawn, and those too narrow to be told apart once', () => {
    fc.assert(
      fc.property(properRows, anyFrame, (rows, frame) => {
        const picture = pictureOfRows(rows, [])
        const drawn = blocksInView(frame, picture)
        const seen = (place: number): boolean => {
          const block = blockFor(frame, picture, place)
          if (block === null) return false
          const lane = picture.indexOf(block.lane) * frame.laneHeight - frame.top
          return (
            block.x + block.width >= frame.gutter &&
            block.x <= frame.width &&
            lane + frame.laneHeight > 0 &&
            lane < frame.height - axisHeight - footHeight
          )
        }
        for (const { place } of drawn) expect(seen(place)).toBe(true)
        const places = new Set(drawn.map(({ place }) => place))
        for (let place = 0; place < picture.rows.count; place += 1) {
          const block = blockFor(frame, picture, place)
          if (block === null || !seen(place) || places.has(place)) continue
          // It is left out only where another of its lane covers the same pixel.
          const covered = drawn.some(
            (other) => other.lane === block.lane && other.x + other.width > block.x + block.width - 1,
          )
          expect(covered).toBe(true)
        }
      }),
    )
  })

  it('a lineage of thousands of edits is no more blocks than pixels', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      id: index + 1,
      created: index / 10,
      deleted: index < 4999 ? (index + 1) / 10 : null,
      next: index < 4999 ? index + 2 : null,
    }))
    const drawn = blocksInView(frameOf(), pictureOfRows(rows, []))
    expect(drawn.length).toBeLessThan(1300)
    expect(drawn.length).toBeGreaterThan(300)
  })

  it('the row under the middle of a block is that block’s, however flat and narrow', () => {
    fc.assert(
      fc.property(properRows, fc.constantFrom(...laneHeights), (rows, laneHeight) => {
        const picture = pictureOfRows(rows, [])
        const frame = frameOf({ laneHeight })
        for (const block of blocksInView(frame, picture)) {
          const [x, y] = [block.x + block.width / 2, block.y + block.height / 2]
          if (block.width <= 4 || y < axisHeight || y >= plotBottom(frame)) continue
          expect(rowUnder(frame, picture, x, y)).toBe(block.place)
        }
      }),
    )
  })

  it('a narrow block is met from a little beside it', () => {
    const picture = pictureOfRows([{ id: 1, created: 100, deleted: 100.01 }], [])
    const frame = frameOf()
    const block = blockFor(frame, picture, 0)
    expect(block?.width).toBe(2)
    expect(rowUnder(frame, picture, (block?.x ?? 0) - 2, axisHeight + 20)).toBe(0)
    expect(rowUnder(frame, picture, (block?.x ?? 0) - 20, axisHeight + 20)).toBe(none)
  })

  it('there is no lane above the first, below the last, or among the versions’ names', () => {
    const picture = pictureOfRows()
    const frame = frameOf()
    expect(laneIndexAt(frame, picture, axisHeight - 1)).toBe(none)
    expect(laneIndexAt(frame, picture, axisHeight + 46 * 3 - 1)).toBe(2)
    expect(laneIndexAt(frame, picture, axisHeight + 46 * 3)).toBe(none)
    expect(laneIndexAt(frameOf({ height: 120 }), picture, 100)).toBe(none)
    expect(rowUnder(frame, picture, 50, axisHeight + 5)).toBe(none)
  })
})

describe('lanes', () => {
  it('are tall where a few are, and never too flat to be read at first', () => {
    expect([1, 6, 7, 9, 10, 2000].map((lanes) => fittingLane(lanes, 300))).toEqual([46, 46, 32, 32, 32, 32])
  })

  it('become flatter and taller step by step, and no further than that', () => {
    expect(nextLane(46, 1)).toBe(32)
    expect(nextLane(46, -1)).toBe(46)
    expect(nextLane(2, 1)).toBe(2)
    expect(nextLane(10, -1)).toBe(20)
  })

  it('have room for their names while those can be read', () => {
    expect(gutterOf(1200, 32)).toBe(176)
    expect(gutterOf(600, 32)).toBe(104)
    expect(gutterOf(1200, 10)).toBe(16)
  })
})
