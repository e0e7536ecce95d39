import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/shared/domain/annotation'
import { look, nothingSeen } from '../../../src/renderer/annotations/flash'
import { columns as all } from '../fake/fake-data'

const columns = all.slice(0, 2)
const page = (number: number, rows: readonly Row[]) => ({ page: number, rows })
const first = page(0, [
  ['1', 'cell A'],
  ['2', 'cell B'],
])

const seen = look(nothingSeen, columns, [first]).seen

describe('rows that flash', () => {
  it('are none when a table is opened', () => {
    expect(look(nothingSeen, columns, [first]).flashes.size).toBe(0)
  })

  it('are the row that came, and no other', () => {
    const next = page(0, [...first.rows, ['3', 'axon tip']])
    expect([...look(seen, columns, [next]).flashes]).toEqual([['3', 'fresh']])
  })

  it('are the row that changed', () => {
    const next = page(0, [
      ['1', 'renamed'],
      ['2', 'cell B'],
    ])
    expect([...look(seen, columns, [next]).flashes]).toEqual([['1', 'changed']])
  })

  it('are the new head of an edit, where the old row stood', () => {
    const next = page(0, [
      ['3', 'renamed'],
      ['2', 'cell B'],
    ])
    expect([...look(seen, columns, [next]).flashes]).toEqual([['3', 'fresh']])
  })

  it('are none of the rows that a deletion only moved up into the page', () => {
    const long = look(nothingSeen, columns, [
      page(0, [
        ['1', 'a'],
        ['2', 'b'],
        ['9', 'c'],
      ]),
    ]).seen
    expect(
      look(long, columns, [
        page(0, [
          ['1', 'a'],
          ['3', 'x'],
          ['9', 'c'],
        ]),
      ]).flashes.size,
    ).toBe(0)
  })

  it('are none while a reader scrolls through pages that stay as they are', () => {
    const rowsOf = (number: number): readonly Row[] =>
      Array.from({ length: 5 }, (_, index) => [String(number * 5 + index + 1), `tag ${index}`])
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), { maxLength: 30 }),
        (path) => {
          let memory = nothingSeen
          for (const numbers of path) {
            const step = look(
              memory,
              columns,
              [...new Set(numbers)].map((number) => page(number, rowsOf(number))),
            )
            expect(step.flashes.size).toBe(0)
            memory = step.seen
          }
        },
      ),
    )
  })

  it('are remembered for the pages in view alone, however far a reader goes', () => {
    const later = look(seen, columns, [page(7, [['40', 'x']])]).seen
    expect(later.rows.size).toBe(1)
    expect(later.highest).toBe(40n)
  })

  it('tell ids above 2^53 apart', () => {
    const big = look(nothingSeen, columns, [page(0, [['9007199254740993', 'a']])]).seen
    const next = page(0, [
      ['9007199254740993', 'a'],
      ['9007199254740994', 'b'],
    ])
    expect([...look(big, columns, [next]).flashes.keys()]).toEqual(['9007199254740994'])
  })
})
