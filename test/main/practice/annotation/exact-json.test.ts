import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactFloat, parseExactly, writeExactly } from '../../../../src/main/practice/annotation/exact-json'

describe('JSON with every digit', () => {
  it('keeps 64-bit ids exact in and out', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (id) => {
        const read = parseExactly(`{"id": ${String(id)}}`)
        expect(writeExactly(read)).toBe(`{"id":${String(id)}}`)
      }),
    )
  })

  it('gives plain numbers where a number holds the integer', () => {
    expect(parseExactly('[1, -5, 9007199254740991, 9007199254740993]')).toEqual([
      1,
      -5,
      9007199254740991,
      9007199254740993n,
    ])
  })

  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(writeExactly(parseExactly(JSON.stringify(value))))).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
    )
  })

  it("reads Python's NaN and Infinity as numbers that no field takes", () => {
    expect(parseExactly('[NaN, Infinity, -Infinity]')).toEqual([Infinity, Infinity, Infinity])
  })

  it('leaves these words alone inside texts', () => {
    const text = 'NaN and "Infinity" \\" -Infinity \\\\'
    expect(parseExactly(`{"NaN": ${JSON.stringify(text)}, "n": NaN}`)).toEqual({ NaN: text, n: Infinity })
  })

  it('writes a whole float so that Python reads a float', () => {
    expect(writeExactly({ x: exactFloat(8), y: exactFloat(0.25), z: exactFloat(-3) })).toBe(
      '{"x":8.0,"y":0.25,"z":-3.0}',
    )
  })

  it.each(['', '{', '[1,]', '{"a":1}}', 'undefined', "{'a': 1}"])('refuses %j', (text) => {
    expect(() => parseExactly(text)).toThrow(/./)
  })
})
