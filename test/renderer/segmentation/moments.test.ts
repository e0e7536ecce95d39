import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentText, readMoment } from '../../../src/renderer/segmentation/moments'

test.each([
  ['2026-11-23 14:05:09', Date.UTC(2026, 10, 23, 14, 5, 9)],
  ['2026-11-23T14:05', Date.UTC(2026, 10, 23, 14, 5)],
  [' 2026-11-23 ', Date.UTC(2026, 10, 23)],
  ['2026-11-23T14:05:09.250Z', Date.UTC(2026, 10, 23, 14, 5, 9, 250)],
])('%s is a moment in UTC, wherever the reader is', (text, time) => {
  expect(readMoment(text)).toBe(time)
})

test.each(['', 'soon', '2026-13-01', '23.11.2026', '2026-11-23 25:00', '1577836800'])(
  '%s is none',
  (text) => {
    expect(readMoment(text)).toBeNull()
  },
)

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), (time) => {
      expect(readMoment(momentText(time))).toBe(time)
    }),
  )
})
