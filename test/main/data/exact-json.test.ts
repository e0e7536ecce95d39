import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExact, stringifyExact } from '../../../src/main/data/exact-json'

test('an id above 2^53 comes in as its own digits, a small number as a number', () => {
  expect(
    parseExact('{"root_id": 288230376151711745, "count": 7, "x": 0.25, "list": [-9223372036854775808]}'),
  ).toEqual({
    root_id: '288230376151711745',
    count: 7,
    x: 0.25,
    list: ['-9223372036854775808'],
  })
})

test('digits inside a text stay text', () => {
  const text = '{"tag": "root 288230376151711745, \\"quoted\\" 12345678901234567890"}'
  expect(parseExact(text)).toEqual(JSON.parse(text))
})

test('whatever 64-bit id goes out comes back with every digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.string(), (id, tag) => {
      const text = stringifyExact({ annotations: [{ id, tag }] })
      expect(text).toContain(`"id":${id.toString()}`)
      const back = parseExact(text)
      const safe = id <= 2n ** 53n - 1n && id >= -(2n ** 53n - 1n)
      expect(back).toEqual({ annotations: [{ id: safe ? Number(id) : id.toString(), tag }] })
    }),
  )
})
