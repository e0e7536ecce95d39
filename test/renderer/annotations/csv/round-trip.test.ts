// @vitest-environment happy-dom
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvHeading, csvLine } from '../../../../src/shared/csv/csv-format'
import type { Row } from '../../../../src/shared/domain/annotation'
import { isWithinReach } from '../../../../src/shared/domain/position'
import { readFile } from '../../../../src/renderer/annotations/csv/read-file'
import { readRows } from '../../../../src/renderer/annotations/csv/read-rows'
import { bodyOfRow } from '../../../../src/renderer/annotations/form'
import { columns } from './made-table'

const sharp = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '"',
  "'",
  ';',
  ',',
  '\u202E',
  '\uFEFF',
  ' ',
  '1',
)
const text = fc
  .oneof(fc.string({ unit: sharp, maxLength: 10 }), fc.string({ unit: 'binary' }))
  // PostgreSQL stores none.
  .filter((value) => !value.includes('\0'))
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))
const orNone = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

const row: fc.Arbitrary<Row> = fc
  .record({
    id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
    tag: text.filter((value) => value.trim() !== ''),
    point: fc.array(number.filter(isWithinReach), { minLength: 3, maxLength: 3 }),
    note: orNone(text),
    size: orNone(number),
    target: orNone(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
    status: orNone(fc.boolean()),
    parts: orNone(
      fc.array(fc.oneof(fc.integer(), fc.constantFrom('a', 'b c')), { minLength: 1, maxLength: 3 }),
    ),
  })
  .map(({ id, tag, point, note, size, target, status, parts }) => [
    id,
    '2026-11-23T02:26:00.000001Z',
    tag,
    point,
    note,
    size,
    target,
    status,
    parts,
  ])

it('rows that are saved and added again are the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const content = csvHeading(columns) + rows.map((each) => csvLine(columns, each)).join('')
      const read = await readFile(new Blob([content]))
      const found = readRows('text' in read ? read.text : '', columns)
      expect(found.problems).toEqual([])
      expect(found.rows.map(({ body }) => body)).toEqual(rows.map((each) => bodyOfRow(columns, each)))
    }),
  )
})

it('64-bit ids keep every digit, and a text of digits stays a text', () => {
  const saved: Row = [
    '9223372036854775807',
    null,
    '007',
    [1, 2, 3],
    '1e5',
    -5,
    '9223372036854775806',
    null,
    null,
  ]
  expect(csvLine(columns, saved)).toBe('9223372036854775807,,"007",1,2,3,"1e5",-5,9223372036854775806,,\r\n')
  const [read] = readRows(csvHeading(columns).slice(1) + csvLine(columns, saved), columns).rows
  expect(read?.body).toEqual({
    tag: '007',
    pt: { position: [1, 2, 3] },
    note: '1e5',
    size: -5,
    target_id: '9223372036854775806',
  })
})
