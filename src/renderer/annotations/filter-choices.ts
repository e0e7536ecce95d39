import type { z } from 'zod'
import type { Column, filter } from '../../shared/domain/annotation'
import { isNumberText, isTimeText, isTruthText } from '../../shared/domain/filter-value'
import { annotationTexts } from './texts'

const { wrong } = annotationTexts.filter

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

const columnOf = (draft: Filter, columns: readonly Column[]): Column | undefined =>
  columns.find((known) => known.name === draft.column)

/** Why the value that was typed is none of its column; null for a good one, and while there is none. */
export const problemOf = (draft: Filter, columns: readonly Column[]): string | null => {
  const kind = columnOf(draft, columns)?.kind
  const value = draft.value.trim()
  if (value === '') return null
  if (kind === 'id' || kind === 'integer') return /^[+-]?\d+$/.test(value) ? null : wrong.integer
  if (kind === 'number') return isNumberText(value) ? null : wrong.number
  if (kind === 'time') return isTimeText(value) ? null : wrong.time
  if (kind === 'boolean') return isTruthText(value) ? null : wrong.boolean
  return null
}

/** A draft that would be refused is no filter yet: a number column with a half-typed value. */
export const isComplete = (draft: Filter, columns: readonly Column[]): boolean =>
  draft.value.trim() !== '' &&
  operatorsOf(columnOf(draft, columns)).includes(draft.operator) &&
  problemOf(draft, columns) === null
