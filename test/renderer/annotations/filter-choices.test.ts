import { describe, expect, it } from 'vitest'
import {
  filterable,
  firstFilterColumn,
  isComplete,
  operatorsOf,
  problemOf,
} from '../../../src/renderer/annotations/filter-choices'
import type { Column } from '../../../src/shared/domain/annotation'
import { columns } from '../fake/fake-data'

const draft = (column: string, operator: 'contains' | 'equals' | 'less' | 'greater', value: string) =>
  isComplete({ column, operator, value }, columns)

describe('filters', () => {
  it('start with the text column: that is what a reader looks for', () => {
    expect(firstFilterColumn(columns)).toBe('tag')
    expect(firstFilterColumn([])).toBe('')
  })

  it('are not offered for points, which compare with nothing', () => {
    expect(filterable(columns).map(({ name }) => name)).not.toContain('pt_position')
    expect(operatorsOf(undefined)).toEqual([])
  })

  it('are asked for only when they can be answered', () => {
    expect(draft('tag', 'contains', 'pyr')).toBe(true)
    expect(draft('tag', 'contains', '   ')).toBe(false)
    expect(draft('id', 'equals', '12')).toBe(true)
    expect(draft('id', 'equals', '12a')).toBe(false)
    expect(draft('created', 'greater', '2026-11-23')).toBe(true)
    expect(draft('created', 'greater', 'yesterd')).toBe(false)
    expect(draft('valid', 'equals', 'tru')).toBe(false)
  })

  it('refuse an operator that the column has not, and a column that is gone', () => {
    expect(draft('tag', 'less', 'a')).toBe(false)
    expect(draft('gone', 'equals', 'a')).toBe(false)
  })

  it.each([
    ['id', 'abc', 'no whole number'],
    ['id', '1.2.3', 'no whole number'],
    ['id', '1.5', 'no whole number'],
    ['weight', 'abc', 'no number'],
    ['weight', '1.2.3', 'no number'],
    ['weight', '0x10', 'no number'],
    ['created', 'Nov 2026', 'no time'],
    ['valid', 'yes', 'neither true nor false'],
  ])('by %s with %j say what is wrong', (column, value, said) => {
    const asked = { column, operator: 'equals', value } as const
    const known: Column[] = [...columns, { name: 'weight', kind: 'number', editable: true, required: false }]
    expect(problemOf(asked, known)).toContain(said)
    expect(isComplete(asked, known)).toBe(false)
  })

  it('have nothing wrong while nothing is typed, nor with a good value', () => {
    for (const [column, value] of [
      ['id', ' '],
      ['id', '-12'],
      ['tag', 'abc'],
      ['created', '2026-11-23T02:26:26.5Z'],
    ] as const)
      expect(problemOf({ column, operator: 'equals', value }, columns)).toBeNull()
  })
})
