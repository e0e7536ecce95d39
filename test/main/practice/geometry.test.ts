import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePoint, encodePoint } from '../../../src/main/practice/geometry'

const recorded = '01010000800000000000C0824000000000000059400000000000002440'

test('writes a point as PostGIS prints it', () => {
  expect(encodePoint([600, 100, 10])).toBe(recorded)
})

test('reads what PostGIS prints', () => {
  expect(decodePoint(recorded)).toEqual([600, 100, 10])
  expect(decodePoint(recorded.toLowerCase())).toEqual([600, 100, 10])
})

test('every point comes back as it was', () => {
  const coordinate = fc.double({ noNaN: true })
  fc.assert(
    fc.property(fc.tuple(coordinate, coordinate, coordinate), (point) => {
      expect(decodePoint(encodePoint(point))).toEqual(point)
    }),
  )
})

test('anything but one whole point is no point', () => {
  const wrong = ['', 'POINT Z (1 2 3)', recorded.slice(0, -2), `${recorded}00`, `02${recorded.slice(2)}`]
  for (const text of wrong) expect(decodePoint(text)).toBeUndefined()
  // A flat point, a line, a point with M.
  for (const type of ['01000000', '02000080', '010000C0'])
    expect(decodePoint(`01${type}${recorded.slice(10)}`)).toBeUndefined()
})

test('no text makes it fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\da-f]{56,70}$/)), (text) => {
      const point = decodePoint(text)
      expect(point === undefined || point.length === 3).toBe(true)
    }),
  )
})
