import { z } from 'zod'
import type { Cell, Column, Row } from '../../shared/domain/annotation'
import { decodePoint } from '../practice/geometry'
import { quoted } from './catalogue'
import { parseExact } from './exact-json'

const list = z.array(z.union([z.number(), z.string()]))

const stamp = /^(?<day>\d+-\d\d-\d\d) (?<time>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d+))?(?:\+00)?$/

/** CAVE's times are naive and mean UTC; all microseconds are kept. */
const isoTime = (text: string): string => {
  const { day, time, fraction = '' } = stamp.exec(text)?.groups ?? {}
  return day === undefined || time === undefined ? text : `${day}T${time}.${fraction.padEnd(6, '0')}Z`
}

const finite = (text: string): Cell => (Number.isFinite(Number(text)) ? Number(text) : text)

const point = (text: string): Cell => {
  const decoded = decodePoint(text)
  return decoded?.every(Number.isFinite) === true ? [...decoded] : text
}

const whole = (text: string): Cell => (Number.isSafeInteger(Number(text)) ? Number(text) : text)

const items = (text: string): Cell => {
  const parsed = list.safeParse(parseExact(text))
  return parsed.success ? parsed.data : text
}

const readers: Record<Column['kind'], (text: string) => Cell> = {
  id: (text) => text,
  text: (text) => text,
  integer: whole,
  number: finite,
  boolean: (text) => text.startsWith('t'),
  time: isoTime,
  point,
  list: items,
}

/** The column in a SELECT, in the form that `toRow` reads. */
export const selected = (column: Column, alias: string): string => {
  const name = `${alias}.${quoted(column.name)}`
  return column.kind === 'list' ? `to_json(${name})::text` : name
}

export const toRow = (columns: readonly Column[], texts: readonly (string | null)[]): Row =>
  columns.map((column, index) => {
    const text = texts[index] ?? null
    return text === null ? null : readers[column.kind](text)
  })
