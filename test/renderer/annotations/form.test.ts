import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../../src/shared/domain/annotation'
import { initialValues, placeOf, readForm, type Values } from '../../../src/renderer/annotations/form'
import { columns as fakeColumns } from '../fake/fake-data'

const field = (name: string, kind: Column['kind'], required = true): Column => ({
  name,
  kind,
  required,
  editable: true,
})

const bodyOf = (columns: readonly Column[], values: Values) => {
  const reading = readForm(columns, values)
  if (!reading.ok) throw new Error(`Refused: ${JSON.stringify(reading.problems)}`)
  return reading.body
}

const problemsOf = (columns: readonly Column[], values: Values) => {
  const reading = readForm(columns, values)
  return reading.ok ? {} : reading.problems
}

describe('the form of an annotation', () => {
  it('sends a point the way the schema has it, not flattened', () => {
    const values = { tag: ['cell A'], pt_position: ['600', '100', '10'] }
    expect(bodyOf(fakeColumns, values)).toEqual({ tag: 'cell A', pt: { position: [600, 100, 10] } })
  })

  it('offers only what a person may write', () => {
    expect(Object.keys(initialValues(fakeColumns, null)).sort()).toEqual(['pt_position', 'tag'])
  })

  it('starts an edit with the values of the row and sends them back unchanged', () => {
    const row = ['4', 'L5 pyramidal', [600, 100, 10], null, null, true, 'then', null, null]
    expect(bodyOf(fakeColumns, initialValues(fakeColumns, row))).toEqual({
      tag: 'L5 pyramidal',
      pt: { position: [600, 100, 10] },
    })
  })

  it('names each field that is missing', () => {
    expect(Object.keys(problemsOf(fakeColumns, initialValues(fakeColumns, null))).sort()).toEqual([
      'pt_position',
      'tag',
    ])
  })

  it.each([
    [['1', '2', '']],
    [['1', 'x', '3']],
    [['1', '2', 'Infinity']],
    [['1', '2147483648', '3']],
    [['-2147483649', '2', '3']],
  ])('refuses the point %j', (inputs) => {
    expect(problemsOf([field('pt_position', 'point')], { pt_position: inputs })).toHaveProperty('pt_position')
  })

  it('leaves out an optional field that is empty', () => {
    expect(bodyOf([field('note', 'text', false)], { note: ['  '] })).toEqual({})
  })

  it('keeps spaces, quotes and every script of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '')
        expect(bodyOf([field('tag', 'text')], { tag: [text] })).toEqual({ tag: text })
      }),
    )
  })

  it('loses no digit of a whole number, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        const { size } = bodyOf([field('size', 'integer')], { size: [String(integer)] })
        expect(BigInt(String(size))).toBe(integer)
      }),
    )
  })

  it.each(['1.5', '1e3', 'abc', '0x10'])('refuses %s where a whole number belongs', (text) => {
    expect(problemsOf([field('size', 'integer')], { size: [text] })).toHaveProperty('size')
  })

  it('reads numbers, truth values and lists', () => {
    const columns = [field('score', 'number'), field('good', 'boolean'), field('parts', 'list')]
    const values = { score: [' 0.5 '], good: ['false'], parts: ['1, 2, soma'] }
    expect(bodyOf(columns, values)).toEqual({ score: 0.5, good: false, parts: [1, 2, 'soma'] })
  })

  it('puts a point of any name into its own place', () => {
    expect(placeOf(field('pre_pt_position', 'point'))).toEqual(['pre_pt', 'position'])
    expect(placeOf(field('tag', 'text'))).toEqual(['tag'])
  })
})
