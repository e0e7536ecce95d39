import { tableFromIPC, type Table } from 'apache-arrow'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ColumnType } from '../../../../src/main/practice/schema/schemas'
import type { TextRow } from '../../../../src/main/practice/databases'
import { encodePoint } from '../../../../src/main/practice/geometry'
import { answerColumns, type SelectedColumn } from '../../../../src/main/practice/materialize/answer-columns'
import { arrowStream } from '../../../../src/main/practice/materialize/arrow-stream'
import type { Resolution, Source } from '../../../../src/main/practice/materialize/source'
import { rowsOf } from '../cave'

const source: Source = { name: 't', sql: 't', columns: [], resolution: [8, 8, 40], notice: null }
const column = (label: string, type: ColumnType): SelectedColumn => ({
  source,
  column: { name: label, type, place: 'annotation', indexed: false },
  label,
})
const stream = (
  columns: readonly SelectedColumn[],
  rows: readonly TextRow[],
  resolution: Resolution = source.resolution,
): Table => tableFromIPC(arrowStream(answerColumns(columns, rows, resolution), rows.length))

const pandas = z.object({
  index_columns: z.array(z.unknown()),
  columns: z.array(z.object({ name: z.string(), pandas_type: z.string(), numpy_type: z.string() })),
})

describe('the Arrow stream of an answer', () => {
  it('tells pandas the recorded types', () => {
    const table = stream(
      [
        column('id', 'bigint'),
        column('valid', 'boolean'),
        column('pt', 'geometry'),
        column('tag', 'varchar'),
        column('size', 'float8'),
      ],
      [],
    )
    const told = pandas.parse(JSON.parse(table.schema.metadata.get('pandas') ?? ''))
    expect(told.index_columns).toEqual([{ kind: 'range', name: null, start: 0, stop: 0, step: 1 }])
    expect(told.columns.map((each) => [each.name, each.pandas_type, each.numpy_type])).toEqual([
      ['id', 'int64', 'Int64'],
      ['valid', 'bool', 'boolean'],
      ['pt_x', 'int32', 'Int32'],
      ['pt_y', 'int32', 'Int32'],
      ['pt_z', 'int32', 'Int32'],
      ['tag', 'unicode', 'string'],
      ['size', 'float32', 'Float32'],
    ])
    expect(table.numRows).toBe(0)
  })

  it('carries any ids, texts and truths, and where there are none', () => {
    const id = fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
    const text = fc.option(fc.string({ unit: 'grapheme' }))
    const row = fc.tuple(
      id,
      text,
      fc.option(fc.boolean()),
      fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    )
    const columns = [
      column('id', 'bigint'),
      column('tag', 'varchar'),
      column('valid', 'boolean'),
      column('n', 'integer'),
    ]
    fc.assert(
      fc.property(fc.array(row, { maxLength: 70 }), (rows) => {
        const texts = rows.map(([a, b, c, d]) => [
          a?.toString() ?? null,
          b,
          c === null ? null : c ? 't' : 'f',
          d?.toString() ?? null,
        ])
        const read = rowsOf(stream(columns, texts))
        expect(read).toEqual(rows.map(([a, b, c, d]) => ({ id: a, tag: b, valid: c, n: d })))
      }),
    )
  })
})

describe('positions', () => {
  const read = (points: readonly (readonly [number, number, number])[], resolution?: Resolution): Table =>
    stream(
      [column('pt', 'geometry')],
      points.map((point) => [encodePoint(point)]),
      resolution,
    )

  it('are rounded half to even, as PostgreSQL casts them', () => {
    const halves = [0.5, 1.5, 2.5, -0.5, -1.5, 2.4]
    const table = read(halves.map((x) => [x, 0, 0]))
    expect(rowsOf(table).map((row) => Number(row['pt_x']))).toEqual([0, 2, 2, 0, -2, 2])
  })

  it('beyond 32 bits are out of range', () => {
    expect(() => read([[2 ** 31, 0, 0]])).toThrow('integer out of range')
    expect(() => read([[-(2 ** 31), 0, 0]])).not.toThrow()
  })

  it('are scaled to another resolution as floats on all three axes', () => {
    const table = read([[600, 100, 10]], [4, 8, 40])
    expect(table.schema.fields.map((field) => String(field.type))).toEqual(['Float64', 'Float64', 'Float64'])
    expect(rowsOf(table)).toEqual([{ pt_x: 1200, pt_y: 100, pt_z: 10 }])
    expect(String(read([[1, 2, 3]], [8, 8, 40]).schema.fields[0]?.type)).toBe('Int32')
  })

  it('that are missing are null', () => {
    expect(rowsOf(stream([column('pt', 'geometry')], [[null], [encodePoint([1, 2, 3])]]))).toEqual([
      { pt_x: null, pt_y: null, pt_z: null },
      { pt_x: 1, pt_y: 2, pt_z: 3 },
    ])
  })
})
