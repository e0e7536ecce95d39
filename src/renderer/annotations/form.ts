import type { Cell, Column, Row } from '../../shared/domain/annotation'
import { isWithinReach } from '../../shared/domain/position'
import { annotationTexts } from './texts'

const texts = annotationTexts.form

/** What stands in the inputs, by column: one text, or three for a point. */
export type Values = Readonly<Record<string, readonly string[]>>
export type Problems = Readonly<Record<string, string>>
export type Reading =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: Problems }

export const editable = (columns: readonly Column[]): readonly Column[] =>
  columns.filter((column) => column.editable)

const textsOf = (cell: Cell, column: Column): readonly string[] => {
  if (column.kind === 'point') return Array.isArray(cell) ? cell.map(String) : ['', '', '']
  return [cell === null ? '' : Array.isArray(cell) ? cell.join(', ') : String(cell)]
}

/** The inputs filled with a row's values, or empty ones. */
export const initialValues = (columns: readonly Column[], row: Row | null): Values =>
  Object.fromEntries(
    editable(columns).map((column) => [column.name, textsOf(row?.[columns.indexOf(column)] ?? null, column)]),
  )

/** `pt_position` is written `{"pt": {"position": [x, y, z]}}`, as the schema has it. */
export const placeOf = (column: Column): readonly string[] =>
  column.kind === 'point' && column.name.endsWith('_position')
    ? [column.name.slice(0, -'_position'.length), 'position']
    : [column.name]

const numberOf = (text: string): number | null => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

type Read = { readonly value: unknown } | { readonly problem: string }

const readInteger = (text: string): Read => {
  const digits = text.trim()
  if (!/^-?\d+$/.test(digits)) return { problem: texts.integer }
  // JavaScript numbers lose digits above 2^53; the core takes such an integer as its digits.
  return { value: Number.isSafeInteger(Number(digits)) ? Number(digits) : digits }
}

const readField = (column: Column, inputs: readonly string[]): Read => {
  const [text = ''] = inputs
  switch (column.kind) {
    case 'point': {
      const numbers = inputs.map(numberOf)
      if (numbers.length !== 3 || !numbers.every((value) => value !== null)) return { problem: texts.point }
      return numbers.every(isWithinReach) ? { value: numbers } : { problem: texts.reach }
    }
    case 'integer':
    case 'id':
      return readInteger(text)
    case 'number': {
      const value = numberOf(text)
      return value === null ? { problem: texts.number } : { value }
    }
    case 'boolean':
      return { value: text === 'true' }
    case 'list':
      return { value: text.split(',').map((part) => numberOf(part) ?? part.trim()) }
    case 'text':
    case 'time':
      return { value: text }
    default:
      return column.kind satisfies never
  }
}

const put = (
  body: Record<string, unknown>,
  [first = '', second]: readonly string[],
  value: unknown,
): void => {
  body[first] = second === undefined ? value : { [second]: value }
}

/** The body that caveclient would send, or what is wrong with which field. Optional fields that are left empty are left out. */
export const readForm = (columns: readonly Column[], values: Values): Reading => {
  const body: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const column of editable(columns)) {
    const inputs = values[column.name] ?? []
    if (inputs.every((text) => text.trim() === '')) {
      if (column.required) problems[column.name] = texts.required
      continue
    }
    const read = readField(column, inputs)
    if ('problem' in read) problems[column.name] = read.problem
    else put(body, placeOf(column), read.value)
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, body }
}

/** The fields of a row as they would be sent again; none of one that is not there. */
export const bodyOfRow = (columns: readonly Column[], row: Row | null): Readonly<Record<string, unknown>> => {
  const reading = readForm(columns, initialValues(columns, row))
  return reading.ok ? reading.body : {}
}
