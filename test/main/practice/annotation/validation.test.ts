import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { annotationReader, type Loaded } from '../../../../src/main/practice/annotation/validation'
import { Refusal } from '../../../../src/main/practice/annotation/refusal'
import { decodePoint } from '../../../../src/main/practice/geometry'
import { loadSchemas, type Schemas } from '../../../../src/main/practice/schema/schemas'
import { resources } from '../../../support/practice'
import { at } from '../cave'

let schemas: Schemas
beforeAll(async () => {
  schemas = await loadSchemas(resources)
})

const read = (schema: string, annotation: unknown): Loaded => annotationReader(schemas, schema)(annotation)
const messages = (schema: string, annotation: unknown): unknown => {
  const loaded = read(schema, annotation)
  return loaded.ok ? 'taken' : loaded.messages
}
const missing = ['Missing data for required field.']

describe('annotations are read as marshmallow reads them', () => {
  it.each([
    [{ tag: 'x' }, { pt: missing }],
    [{}, { pt: missing, tag: missing }],
    [{ pt: at(1) }, { tag: missing }],
    [{ pt: at(1), tag: 5 }, { tag: ['Not a valid string.'] }],
    [{ pt: at(1), tag: null }, { tag: ['Field may not be null.'] }],
    [{ pt: null, tag: 'x' }, { pt: ['Field may not be null.'] }],
    [{ pt: [1, 2, 3], tag: 'x' }, { pt: { _schema: ['Invalid input type.'] } }],
    [{ pt: {}, tag: 'x' }, { pt: { position: missing } }],
    [{ pt: { position: null }, tag: 'x' }, { pt: { position: ['Field may not be null.'] } }],
    [{ pt: { position: [1, 2, 3], zzz: 1 }, tag: 'x' }, { pt: { zzz: ['Unknown field.'] } }],
    [{ pt: at(1), tag: 'x', valid: 'maybe' }, { valid: ['Not a valid boolean.'] }],
    [{ pt_position: [1, 2, 3], tag: 'x' }, { pt: missing }],
    ['x', { _schema: ['Invalid input type.'] }],
    [null, { _schema: ['Invalid input type.'] }],
    [{ pt: { position: [1, 2, 3], supervoxel_id: 5, root_id: null }, tag: '', other: 1 }, 'taken'],
  ])('bound_tag %j: %j', (annotation, expected) => {
    expect(messages('bound_tag', annotation)).toEqual(expected)
  })

  it.each([
    ['x', ['Not a valid number.']],
    [true, ['Not a valid number.']],
    [Infinity, ['Special numeric values (nan or infinity) are not permitted.']],
  ])('a size of %j is refused', (size, expected) => {
    const points = { pre_pt: at(1), post_pt: at(2), ctr_pt: at(3) }
    expect(messages('synapse', { ...points, size })).toEqual({ size: expected })
    expect(messages('synapse', { ...points, size: null })).toBe('taken')
  })

  it('names the choices of a field that has some', () => {
    expect(messages('proofread_status', { pt: at(1), valid_id: 1, status: 'perhaps' })).toEqual({
      status: ['Must be one of: non, clean, extended.'],
    })
  })

  it('truncates integers as int() does and keeps 64 bits', () => {
    const loaded = read('proofread_status', { pt: at(1), valid_id: 2n ** 62n + 1n, status: 'non' })
    expect(loaded.ok && loaded.values.get('valid_id')).toBe('4611686018427387905')
    const cut = read('microns_func_coreg', { pt: at(1), func_id: 1.9 })
    expect(cut.ok && cut.values.get('func_id')).toBe('1')
    expect(messages('microns_func_coreg', { pt: at(1), func_id: true })).toEqual({
      func_id: ['Not a valid integer.'],
    })
  })

  it('stores a point as EWKB, the first three coordinates of it', () => {
    const loaded = read('bound_tag', { pt: { position: [600, 100, 10.5, 7] }, tag: 'x' })
    expect(loaded.ok && decodePoint(loaded.values.get('pt_position') ?? '')).toEqual([600, 100, 10.5])
  })

  it.each([
    { position: [1, 2] },
    { position: ['a', 'b', 'c'] },
    { position: [1, 2, Infinity] },
    { position: 5 },
  ])('the point %j is no geometry', (pt) => {
    expect(() => read('bound_tag', { pt, tag: 'x' })).toThrow('parse error - invalid geometry')
  })

  it.each(['a\0b', '\ud800'])('a text that PostgreSQL cannot store is refused: %j', (tag) => {
    expect(messages('bound_tag', { pt: at(1), tag })).toEqual({ tag: ['Not a valid string.'] })
  })

  it('the user is the one of a fleet without accounts, whoever the client says it is', () => {
    const loaded = read('bound_tag_user', { pt: at(1), tag: 'x', user_id: 7 })
    expect(loaded.ok && loaded.values.get('user_id')).toBe('0')
  })

  it('never fails otherwise than with a refusal, whatever it is given', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true })
    const point = fc.oneof(anything, fc.record({ position: anything }))
    const annotation = fc.oneof(anything, fc.record({ pt: point, tag: anything }))
    const schema = fc.constantFrom('bound_tag', 'synapse', 'reference_tag', 'proofread_status')
    const outcome = (name: string, given: unknown): string => {
      try {
        return read(name, given).ok ? 'taken' : 'messages'
      } catch (error) {
        return error instanceof Refusal ? 'refusal' : String(error)
      }
    }
    fc.assert(
      fc.property(annotation, schema, (given, name) => {
        expect(['taken', 'messages', 'refusal']).toContain(outcome(name, given))
      }),
    )
  })
})
