import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { guard, unguard } from '../../../src/shared/csv/formula-guard'

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['＝1', "'＝1"],
  ['"=1', '\'"=1'],
  // A spreadsheet that separates by semicolons begins a cell here.
  ['a;=HYPERLINK("http://x")', 'a;\'=HYPERLINK("http://x")'],
  ['a\n@b', "a\n'@b"],
])('%j is no formula any more', (text, safe) => {
  expect(guard(text)).toBe(safe)
  expect(unguard(safe)).toBe(text)
})

it.each(['cell A', "it's", "'tis", 'a-b', 'a = b', ''])('%j stays as it is', (text) => {
  expect(guard(text)).toBe(text)
})

const sharp = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ';', ',', '＝', '＠', 'a')

it('every text comes back, and none begins as a formula wherever a spreadsheet cuts it', () => {
  const texts = fc.oneof(fc.string({ unit: sharp, maxLength: 12 }), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(texts, (text) => {
      expect(unguard(guard(text))).toBe(text)
      for (const cell of guard(text).split(/[;\t\r\n]/))
        expect(cell).not.toMatch(/^["]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/)
    }),
  )
})
