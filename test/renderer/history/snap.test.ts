import { describe, expect, it } from 'vitest'
import { gutterOf, xOf, type Frame } from '../../../src/renderer/history/frame'
import { snapped } from '../../../src/renderer/history/snap'
import { whole } from '../../../src/renderer/history/span'
import { at, madeVersion, pictureOfRows, storyRows } from './made-history'

const picture = pictureOfRows()
const frame: Frame = {
  width: 1200,
  height: 300,
  gutter: gutterOf(1200, 46),
  span: whole,
  laneHeight: 46,
  top: 0,
}
/** Where a moment lies, and some pixels beside it. */
const x = (seconds: number, beside = 0): number => xOf(frame, picture.scale.toUnit(at(seconds))) + beside

describe('the time cursor, put down', () => {
  it('jumps to a version that is near', () => {
    for (const beside of [-8, 0, 8]) expect(snapped(frame, picture, x(200, beside))).toBe(at(200))
  })

  it('jumps to an event that is near, and to its end where an edit ends', () => {
    expect(snapped(frame, picture, x(300, 4))).toBe(at(300.003))
    expect(snapped(frame, picture, x(260, -5))).toBe(at(260))
  })

  it('prefers the version where both are near', () => {
    const close = pictureOfRows(storyRows, [madeVersion(1, 261)])
    expect(snapped(frame, close, x(260))).toBe(at(261))
  })

  it('stands freely between them, on a whole microsecond', () => {
    const free = snapped(frame, picture, x(230))
    expect(Math.abs((free ?? 0) - at(230))).toBeLessThan(1_000_000)
    expect(Number.isInteger(free)).toBe(true)
  })

  it('means now at the right end, and never comes before the first moment', () => {
    expect(snapped(frame, picture, 1199)).toBeNull()
    expect(snapped(frame, picture, x(500, -3))).toBeNull()
    expect(snapped(frame, picture, frame.gutter)).toBe(at(0))
  })

  it('reaches further for the name of a version, which is wider than its cut', () => {
    expect(snapped(frame, picture, x(200, 14), 16)).toBe(at(200))
    expect(snapped(frame, picture, x(200, 14))).not.toBe(at(200))
  })
})
