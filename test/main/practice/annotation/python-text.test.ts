import { expect, test } from 'vitest'
import { pythonFloat, pythonText } from '../../../../src/main/practice/annotation/python-text'

test.each([
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
  [3, '3'],
  [72127962782105600n, '72127962782105600'],
  ['plain', "'plain'"],
  ["it's", '"it\'s"'],
  ['both \' and "', "'both \\' and \"'"],
  ['line\nbreak\\', "'line\\nbreak\\\\'"],
  [[1, 'a', null], "[1, 'a', None]"],
  [{ pt: ['Missing data for required field.'] }, "{'pt': ['Missing data for required field.']}"],
  [{ a: { b: [] } }, "{'a': {'b': []}}"],
])('prints as Python does: %s', (value: unknown, expected: string) => {
  expect(pythonText(value)).toBe(expected)
})

test.each([
  [8, '8.0'],
  [0.5, '0.5'],
  [-40, '-40.0'],
  [1e20, '1e+20'],
])('the float %d prints as %s', (value, expected) => {
  expect(pythonFloat(value)).toBe(expected)
})
