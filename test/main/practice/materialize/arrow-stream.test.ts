import { tableFromIPC, type Table } from 'apache-arrow'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { arrowStream } from '../../../../src/main/practice/materialize/arrow-stream'
import { frameJson } from '../../../../src/main/practice/materialize/frame-json'
import { countFrame, frameOf, type TextRow } from '../../../../src/main/practice/materialize/frame'
import type { SelectedColumn } from '../../../../src/main/practice/materialize/plan'
import type { Source } from '../../../../src/main/practice/materialize/source'
import type { ColumnType } from '../../../../src/main/practice/annotation/columns'
import { encodePoint } from '../../../../src/main/practice/geometry'
import { rowsOf } from '../cave'

const source: Source = { name: 't', sql: 't', columns: [], resolution: [8, 8, 40], notice: null }
const column = (label: string, type: ColumnType): SelectedColumn => ({
  source,
  column: { name: label, type, place: 'annotation', indexed: false },
  label,
})
const stream = (columns: readonly SelectedColumn[], rows: readonly TextRow[]): Table =>
  tableFromIPC(arrowStream(frameOf(columns, rows, undefined)))

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
        column('at', 'timestamp'),
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
      ['at', 'datetimetz', 'datetime64[ns]'],
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

  it('gives microseconds of a time as nanoseconds of UTC', () => {
    const table = stream([column('at', 'timestamp')], [['2026-11-23 02:26:26.72678'], [null]])
    expect(String(table.schema.fields[0]?.type)).toBe('Timestamp<NANOSECOND, UTC>')
    expect(table.getChildAt(0)?.data[0]?.values[0]).toBe(1795400786726780000n)
    expect(table.getChildAt(0)?.nullCount).toBe(1)
  })
})

describe('positions', () => {
  const read = (
    points: readonly (readonly [number, number, number])[],
    resolution?: readonly [number, number, number],
  ) =>
    frameOf(
      [column('pt', 'geometry')],
      points.map((point) => [encodePoint(point)]),
      resolution,
    )

  it('are rounded half to even, as PostgreSQL casts them', () => {
    const [x] = read([
      [0.5, 0, 0],
      [1.5, 0, 0],
      [2.5, 0, 0],
      [-0.5, 0, 0],
      [-1.5, 0, 0],
      [2.4, 0, 0],
    ]).columns
    expect(Array.from(x?.values ?? [], Number)).toEqual([0, 2, 2, 0, -2, 2])
  })

  it('beyond 32 bits are out of range', () => {
    expect(() => read([[2 ** 31, 0, 0]])).toThrow('integer out of range')
    expect(() => read([[-(2 ** 31), 0, 0]])).not.toThrow()
  })

  it('are scaled to another resolution as floats on all three axes', () => {
    const { columns } = read([[600, 100, 10]], [4, 8, 40])
    expect(columns.map((each) => [each.name, each.type, Number(each.values[0])])).toEqual([
      ['pt_x', 'double', 1200],
      ['pt_y', 'double', 100],
      ['pt_z', 'double', 10],
    ])
    expect(read([[1, 2, 3]], [8, 8, 40]).columns[0]?.type).toBe('int32')
  })

  it('that are missing are null', () => {
    const frame = frameOf([column('pt', 'geometry')], [[null], [encodePoint([1, 2, 3])]], undefined)
    expect(JSON.parse(frameJson(frame))).toEqual([
      { pt_x: null, pt_y: null, pt_z: null },
      { pt_x: 1, pt_y: 2, pt_z: 3 },
    ])
  })
})

describe('the JSON of an answer', () => {
  it('keeps integers exact and times in milliseconds', () => {
    const columns = [
      column('id', 'bigint'),
      column('tag', 'varchar'),
      column('valid', 'boolean'),
      column('at', 'timestamp'),
    ]
    const frame = frameOf(
      columns,
      [['72127962782105600', 'a "b" \\ ü', 'f', '2026-11-23 02:26:26.726785']],
      undefined,
    )
    expect(frameJson(frame)).toBe(
      '[{"id":72127962782105600,"tag":"a \\"b\\" \\\\ ü","valid":false,"at":1795400786726}]',
    )
  })

  it('of no rows is an empty list, of a count one row', () => {
    expect(frameJson(frameOf([column('id', 'bigint')], [], undefined))).toBe('[]')
    expect(frameJson(countFrame(7))).toBe('[{"count":7}]')
  })
})
