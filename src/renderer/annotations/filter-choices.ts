import type { z } from 'zod'
import type { Column, filter } from '../../shared/domain/annotation'

export type Filter = z.infer<typeof filter>
export type Operator = Filter['operator']

const operators: Readonly<Record<Column['kind'], readonly Operator[]>> = {
  id: ['equals', 'less', 'greater'],
  integer: ['equals', 'less', 'greater'],
  number: ['equals', 'less', 'greater'],
  text: ['contains', 'equals'],
  boolean: ['equals'],
  time: ['greater', 'less'],
  point: [],
  list: [],
}

export const operatorsOf = (column: Column | undefined): readonly Operator[] =>
  column === undefined ? [] : operators[column.kind]

export const filterable = (columns: readonly Column[]): readonly Column[] =>
  columns.filter((column) => operatorsOf(column).length > 0)

/** Text is what a reader looks for first; without any, the first column that can be filtered. */
export const firstFilterColumn = (columns: readonly Column[]): string =>
  (columns.find((column) => column.kind === 'text') ?? filterable(columns)[0])?.name ?? ''

/** A draft that would be refused is no filter yet: a number column with a half-typed value. */
export const isComplete = (draft: Filter, columns: readonly Column[]): boolean => {
  const column = columns.find((known) => known.name === draft.column)
  const value = draft.value.trim()
  if (value === '' || !operatorsOf(column).includes(draft.operator)) return false
  if (column?.kind === 'id' || column?.kind === 'integer') return /^-?\d+$/.test(value)
  if (column?.kind === 'number') return Number.isFinite(Number(value))
  if (column?.kind === 'time') return !Number.isNaN(Date.parse(value))
  if (column?.kind === 'boolean') return value === 'true' || value === 'false'
  return true
}
