import type { z } from 'zod'
import type { Column, filter } from '../../shared/domain/annotation'
import { isNumberText, isTimeText, isTruthText } from '../../shared/domain/filter-value'
import { Failure } from '../../shared/errors'
import { quoted } from './catalogue'

type Filter = z.output<typeof filter>

export interface Condition {
  readonly text: string
  readonly value: unknown
}

const unfit = (filter: Filter, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The filter of "${filter.column}" cannot be used.`, why, fix })

const comparison = { equals: '=', less: '<', greater: '>' } as const

/** A column's text as the panel shows it, so that what is looked for is what is seen. */
const shown = (column: Column, name: string): string =>
  column.kind === 'time' ? `to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `${name}::text`

interface Typed {
  readonly cast: string
  readonly value: string
}

const number = (filter: Filter): Typed => {
  const value = filter.value.trim()
  if (!isNumberText(value)) throw unfit(filter, `"${value}" is not a number.`, 'Give a number.')
  return { cast: 'numeric', value }
}

const time = (filter: Filter): Typed => {
  const value = filter.value.trim()
  if (!isTimeText(value))
    throw unfit(filter, `"${value}" is not a time.`, 'Give a time such as 2026-11-23T02:26:26Z.')
  return { cast: 'timestamptz', value }
}

const truth = (filter: Filter): Typed => {
  const value = filter.value.trim()
  if (!isTruthText(value)) throw unfit(filter, `"${value}" is neither true nor false.`, 'Give true or false.')
  return { cast: 'boolean', value }
}

const unordered = (filter: Filter): Typed => {
  throw unfit(filter, 'Positions and lists have no order.', 'Filter by another column.')
}

const typed: Record<Column['kind'], (filter: Filter) => Typed> = {
  id: number,
  integer: number,
  // Floats are compared as floats: 0.1 as numeric equals no float8.
  number: (filter) => ({ ...number(filter), cast: 'float8' }),
  time,
  boolean: truth,
  text: ({ value }) => ({ cast: 'text', value }),
  point: unordered,
  list: unordered,
}

/** `number` is the place of the value among the statement's parameters. */
export const condition = (columns: readonly Column[], filter: Filter, number: number): Condition => {
  const column = columns.find(({ name }) => name === filter.column)
  if (column === undefined)
    throw unfit(
      filter,
      'The table has no such column.',
      `Choose one of ${columns.map(({ name }) => name).join(', ')}.`,
    )
  if (filter.value.includes('\0')) throw unfit(filter, 'It holds a NUL character.', 'Take it out.')
  const name = `t.${quoted(column.name)}`
  const parameter = `$${String(number)}`
  if (filter.operator === 'contains') {
    if (column.kind === 'point') throw unfit(filter, 'A position is not text.', 'Filter by another column.')
    return {
      text: `strpos(lower(${shown(column, name)}), lower(${parameter}::text)) > 0`,
      value: filter.value,
    }
  }
  const { cast, value } = typed[column.kind](filter)
  const left = column.kind === 'time' ? `${name} AT TIME ZONE 'UTC'` : name
  return { text: `${left} ${comparison[filter.operator]} ${parameter}::${cast}`, value }
}
