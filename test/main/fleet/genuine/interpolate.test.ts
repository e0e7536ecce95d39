import { expect, test } from 'vitest'
import { interpolate, variableOf } from '../../../../src/main/fleet/genuine/interpolate'

test.each([
  ['${A:-b}', {}, 'b'],
  ['${A:-b}', { A: 'c' }, 'c'],
  ['${A:-b}', { A: '' }, 'b'],
  ['${A:-}', {}, ''],
  ['${A:-${B:-c}}', {}, 'c'],
  ['${A:-${B:-c}}', { B: 'b' }, 'b'],
  ['${A:-${B:-c}}', { A: 'a', B: 'b' }, 'a'],
  ['${A:-x${B:-c}y}/${B}', { B: 'b' }, 'xby/b'],
  // What a variable holds is taken as it is.
  ['${A:-b}', { A: '${B:-c}' }, '${B:-c}'],
  ['127.0.0.1:${PORT:-8080}:80', { PORT: '8090' }, '127.0.0.1:8090:80'],
  ['$A and $$ and ${a}', { A: 'x' }, '$A and $$ and ${a}'],
])('%s with %o is %s', (text, variables, expected) => {
  expect(interpolate(text, variables)).toBe(expected)
})

test('a variable without value and default is named', () => {
  expect(() => interpolate('${REALCAVE_X}', {})).toThrow('REALCAVE_X')
})

test('what overrides an image is read from its text', () => {
  expect(variableOf('${REALCAVE_MAT_IMAGE:-caveconnectome/materializationengine:v5.26.4}')).toBe(
    'REALCAVE_MAT_IMAGE',
  )
  expect(variableOf('nginx:1')).toBeUndefined()
})
