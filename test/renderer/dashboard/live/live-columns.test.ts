import { describe, expect, it } from 'vitest'
import { liveColumns, waitsForRoots } from '../../../../src/renderer/dashboard/live/live-columns'
import type { Annotation } from '../../../../src/renderer/dashboard/live/newest-rows'

const created = '2026-11-23 01:44:17.390930'
const annotation = (id: string, cells: Annotation['cells']): Annotation => ({
  id,
  live: true,
  cells: { valid: true, created, ...cells },
})

const live = [
  annotation('3', { tag: 'new label', pt_position: [600, 100, 10] }),
  annotation('2', { pt_position: [900, 100, 10], tag: 'cell B' }),
]
const roots = new Map([['2', { pt_root_id: '288230376151711745' }]])

describe('the live rows as a table', () => {
  it('have the id first, then what was written, then roots and time, whatever order CAVE tells them in', () => {
    const { columns, rows } = liveColumns(live, roots)
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['id', 'id'],
      ['pt_position', 'point'],
      ['tag', 'text'],
      ['pt_root_id', 'id'],
      ['created', 'time'],
    ])
    expect(rows).toEqual([
      ['3', [600, 100, 10], 'new label', null, '2026-11-23T01:44:17.390930Z'],
      ['2', [900, 100, 10], 'cell B', '288230376151711745', '2026-11-23T01:44:17.390930Z'],
    ])
  })

  it('of which some came after the newest version wait for their roots', () => {
    const { columns, rows } = liveColumns(live, roots)
    expect(waitsForRoots(columns, rows)).toBe(true)
    expect(waitsForRoots(columns, rows.slice(1))).toBe(false)
  })

  it('have no column of roots while none is known, and then wait for none', () => {
    const { columns, rows } = liveColumns(live, null)
    expect(columns.map(({ name }) => name)).toEqual(['id', 'pt_position', 'tag', 'created'])
    expect(waitsForRoots(columns, rows)).toBe(false)
  })

  it('tell numbers, truth values and lists apart, and a column without a value is text', () => {
    const { columns } = liveColumns(
      [
        annotation('1', { size: 1.5, count: 2, good: true, list: [1, 2], note: null }),
        annotation('2', { size: 2, count: 3, good: null, list: [1], note: null }),
      ],
      null,
    )
    const kinds = Object.fromEntries(columns.map(({ name, kind }) => [name, kind]))
    expect(kinds).toMatchObject({
      size: 'number',
      count: 'integer',
      good: 'boolean',
      list: 'list',
      note: 'text',
    })
  })

  it('of an empty table have the columns that every table has', () => {
    expect(liveColumns([], null)).toMatchObject({ columns: [{ name: 'id' }, { name: 'created' }], rows: [] })
  })
})
