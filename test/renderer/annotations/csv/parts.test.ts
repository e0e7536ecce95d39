import { expect, it } from 'vitest'
import { inBatches } from '../../../../src/renderer/annotations/csv/batches'
import { idRanges } from '../../../../src/renderer/annotations/csv/id-ranges'
import { visible } from '../../../../src/renderer/annotations/csv/visible'

it('rows go in parts that one message can hold, all of them in their order', () => {
  const rows = Array.from({ length: 1203 }, (_, line) => ({
    line,
    values: {},
    body: { tag: line % 400 === 0 ? 'x'.repeat(100_000) : 'a' },
  }))
  const batches = inBatches(rows)
  expect(batches.flat()).toEqual(rows)
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(500)
    expect(JSON.stringify(batch.map(({ body }) => body)).length).toBeLessThan(300_000)
  }
})

it('ids are told in runs, with all their digits', () => {
  expect(idRanges(['3', '4', '5', '10'])).toBe('3 to 5, 10')
  expect(idRanges(['9007199254740993', '9007199254740992'])).toBe('9007199254740992 to 9007199254740993')
  expect(idRanges([])).toBe('')
})

it('what a cell would hide is shown, and a huge one is cut', () => {
  expect(visible('a\u202Eb\0c\nd')).toBe('a‹U+202E›b␀c␊d')
  expect(visible('日本 naïve')).toBe('日本 naïve')
  expect(visible('x'.repeat(1000))).toHaveLength(81)
})
