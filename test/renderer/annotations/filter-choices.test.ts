import { describe, expect, it } from 'vitest'
import {
  filterable,
  firstFilterColumn,
  isComplete,
  operatorsOf,
} from '../../../src/renderer/annotations/filter-choices'
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
})
