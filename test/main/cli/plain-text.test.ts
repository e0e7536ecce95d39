import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted, plain } from '../../../src/main/cli/plain-text'
import { textTable } from '../../../src/main/cli/text-table'

const anyText = fc.string({ unit: 'binary', maxLength: 80 })
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u

describe('text of others on a terminal', () => {
  it.each([
    ['\u001b[2J', '\\x1b[2J'],
    ['a\rb', 'a\\x0db'],
    ['\u009b31m', '\\x9b31m'],
    ['\u007f', '\\x7f'],
    ['\u0000', '\\x00'],
    ['gpj.\u202eexe', 'gpj.\\u202eexe'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['Zelle ß 細胞 🧠', 'Zelle ß 細胞 🧠'],
  ])('%j is shown as %j', (text, shown) => {
    expect(plain(text)).toBe(shown)
  })

  it('never steers it, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plain(text).replaceAll(/[\n\t]/g, '')).not.toMatch(steering)
      }),
    )
  })

  it('fits on one line of the width, with an ellipsis only where something was cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, width) => {
        const line = fitted(text, width)
        expect(line).not.toMatch(steering)
        expect(Array.from(line).length).toBeLessThanOrEqual(width === 1 ? 2 : width)
        const whole = fitted(text, 10_000)
        expect(line === whole || (line.endsWith('…') && whole.startsWith(line.slice(0, -1)))).toBe(true)
      }),
    )
  })

  it('that just fits is not cut, and a character of two halves counts once', () => {
    expect(fitted('12345', 5)).toBe('12345')
    expect(fitted('123456', 5)).toBe('1234…')
    expect(fitted('🧠🧠🧠', 3)).toBe('🧠🧠🧠')
    expect(fitted('🧠🧠🧠🧠', 3)).toBe('🧠🧠…')
  })
})

describe('a table of text', () => {
  it('has its columns under their heads, as wide as what is in them, and no blanks at the ends', () => {
    expect(
      textTable(
        ['ID', 'TAG'],
        [
          ['1', 'a'],
          ['1000', ''],
        ],
      ),
    ).toBe(['ID    TAG', '1     a', '1000'].join('\n'))
  })

  it('without rows is its heads; a cell that is missing is empty', () => {
    expect(textTable(['ID', 'TAG'], [])).toBe('ID  TAG')
    expect(textTable(['ID', 'TAG'], [['7']])).toBe('ID  TAG\n7')
  })

  it('cuts what is wider than a person reads', () => {
    const [, row = ''] = textTable(['TAG'], [['x'.repeat(41)]]).split('\n')
    expect(row).toBe(`${'x'.repeat(39)}…`)
    expect(textTable(['TAG'], [['x'.repeat(40)]])).toContain('x'.repeat(40))
  })

  it('is one line a row, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { maxLength: 5 }), (rows) => {
        expect(textTable(['A', 'B'], rows).split('\n')).toHaveLength(rows.length + 1)
      }),
    )
  })
})
