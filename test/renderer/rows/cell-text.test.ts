import { describe, expect, it } from 'vitest'
import { cellHint, cellText, gridColumns, isLookedUp, rowId } from '../../../src/renderer/rows/cell-text'
import { nextSort } from '../../../src/renderer/rows/grid-head'
import { columns } from '../fake/fake-data'

const column = (name: string) => {
  const found = columns.find((known) => known.name === name)
  if (found === undefined) throw new Error(`The fake has no column ${name}.`)
  return found
}

describe('a cell', () => {
  it('shows 64-bit ids with every digit', () => {
    expect(cellText('288230376151711745', 'id')).toBe('288230376151711745')
  })

  it('shows a point as its three numbers', () => {
    expect(cellText([600, 100, 10], 'point')).toBe('600, 100, 10')
  })

  it('tells why a looked-up id is not there yet', () => {
    expect(cellHint(null, column('pt_root_id'))).toMatch(/next materialization/)
    expect(cellHint(null, column('deleted'))).toBeUndefined()
  })

  it('tells the full moment in UTC', () => {
    expect(cellHint('2026-11-23T10:00:00.123Z', column('created'))).toBe('2026-11-23T10:00:00.123Z (UTC)')
  })

  it('shows false and zero, which are values', () => {
    expect(cellText(false, 'boolean')).toBe('false')
    expect(cellText(0, 'integer')).toBe('0')
  })
})

describe('columns', () => {
  it('have one track each', () => {
    expect(gridColumns(columns).match(/minmax/g)).toHaveLength(columns.length)
  })

  it('that are looked up are told by their ending alone', () => {
    expect(isLookedUp({ name: 'pre_pt_root_id' })).toBe(true)
    expect(isLookedUp({ name: 'root_id_of_me' })).toBe(false)
  })

  it('sort up, down, and then as the table does', () => {
    const up = nextSort(null, 'tag')
    const down = nextSort(up, 'tag')
    expect([up, down, nextSort(down, 'tag')]).toEqual([
      { column: 'tag', descending: false },
      { column: 'tag', descending: true },
      null,
    ])
    expect(nextSort(down, 'id')).toEqual({ column: 'id', descending: false })
  })
})

describe('the id of a row', () => {
  it('is its id column, wherever that stands', () => {
    expect(rowId([column('tag'), column('id')], ['cell A', '7'], 0)).toBe('7')
  })

  it('is its place in a table without ids', () => {
    expect(rowId([column('tag')], ['cell A'], 12)).toBe('#12')
  })
})
