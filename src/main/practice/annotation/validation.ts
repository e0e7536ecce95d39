import { z } from 'zod'
import type { SchemaField, Schemas } from '../context'
import { encodePoint } from '../geometry'
import { pythonText, pythonType } from './python-text'
import { raised } from './refusal'

/** A column's value as PostgreSQL takes it in text. */
export type StoredValue = string | null

/** marshmallow's messages, by field: {'pt': ['Missing data for required field.']}. */
type Messages = Record<string, unknown>

export type Loaded =
  | { readonly ok: true; readonly values: ReadonlyMap<string, StoredValue> }
  | { readonly ok: false; readonly messages: Messages }

const record = z.record(z.string(), z.unknown())
const missing = ['Missing data for required field.']
const isNull = ['Field may not be null.']
const notInteger = ['Not a valid integer.']

const truthy: ReadonlySet<unknown> = new Set([
  't',
  'T',
  'true',
  'True',
  'TRUE',
  'on',
  'On',
  'ON',
  'y',
  'Y',
  'yes',
  'Yes',
  'YES',
  '1',
  1,
  true,
])
const falsy: ReadonlySet<unknown> = new Set([
  'f',
  'F',
  'false',
  'False',
  'FALSE',
  'off',
  'Off',
  'OFF',
  'n',
  'N',
  'no',
  'No',
  'NO',
  '0',
  0,
  0n,
  false,
])

type Read = { readonly value: string } | { readonly messages: unknown }

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

const readText = (value: unknown): Read => {
  if (typeof value !== 'string') return { messages: ['Not a valid string.'] }
  if (value.includes('\0')) throw raised('A string literal cannot contain NUL (0x00) characters.')
  if (/[\uD800-\uDFFF]/u.test(value))
    throw raised(`'utf-8' codec can't encode characters: surrogates not allowed`)
  return { value }
}

const readInteger = (value: unknown): Read => {
  if (typeof value === 'bigint') return { value: String(value) }
  if (typeof value === 'number' && Number.isFinite(value))
    return { value: BigInt(Math.trunc(value)).toString() }
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return { value: value.trim() }
  return { messages: notInteger }
}

const readNumber = (value: unknown): Read => {
  if (typeof value === 'bigint') return { value: String(value) }
  const parsed = typeof value === 'string' && decimal.test(value) ? Number(value) : value
  if (typeof parsed !== 'number') return { messages: ['Not a valid number.'] }
  if (!Number.isFinite(parsed)) {
    return { messages: ['Special numeric values (nan or infinity) are not permitted.'] }
  }
  return { value: String(parsed) }
}

const readBoolean = (value: unknown): Read => {
  if (truthy.has(value)) return { value: 'true' }
  return falsy.has(value) ? { value: 'false' } : { messages: ['Not a valid boolean.'] }
}

const readReference = (value: unknown): Read => {
  const read = readInteger(value)
  if ('value' in read) return read
  throw raised(`invalid literal for int() with base 10: ${pythonText(value)}`)
}

const coordinate = (value: unknown): number => {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value
  if (typeof number === 'bigint') return Number(number)
  if (typeof number === 'number' && Number.isFinite(number)) return number
  throw raised('(psycopg2.errors.InternalError_) parse error - invalid geometry\n')
}

/** Bare coordinates; as in Python, a text is a list of characters, and more than three are cut. */
const readPosition = (position: unknown): Read => {
  const list = z.array(z.unknown()).safeParse(typeof position === 'string' ? Array.from(position) : position)
  if (!list.success) throw raised(`'${pythonType(position)}' object is not subscriptable`)
  const [x, y, z_] = list.data
  if (list.data.length < 3) throw raised('list index out of range')
  return { value: encodePoint([coordinate(x), coordinate(y), coordinate(z_)]) }
}

const pointFields = new Set(['position', 'supervoxel_id', 'root_id'])

/** A point: {"position": [x, y, z]}. Supervoxel and root ids are taken and dropped: the segmentation gives them. */
const readPoint = (value: unknown, bound: boolean): Read => {
  const given = record.safeParse(value)
  if (!given.success) return { messages: { _schema: ['Invalid input type.'] } }
  const messages: Messages = {}
  for (const [name, each] of Object.entries(given.data)) {
    if (!pointFields.has(name) || (!bound && name !== 'position')) messages[name] = ['Unknown field.']
    else if (name !== 'position' && each !== null && 'messages' in readInteger(each))
      messages[name] = notInteger
  }
  const position = given.data['position']
  if (position === undefined) messages['position'] = missing
  if (position === null) messages['position'] = isNull
  if (Object.keys(messages).length > 0) return { messages }
  return readPosition(position)
}

const readers: Readonly<Record<SchemaField['kind'], (value: unknown) => Read>> = {
  'bound-point': (value) => readPoint(value, true),
  point: (value) => readPoint(value, false),
  position: readPosition,
  text: readText,
  integer: readInteger,
  number: readNumber,
  boolean: readBoolean,
  reference: readReference,
  list: () => ({ messages: ['Not a valid value.'] }),
}

const columnOf = (field: SchemaField): string =>
  field.kind === 'bound-point' || field.kind === 'point' ? `${field.name}_position` : field.name

/** Everyone is user 0 where authentication is off (CAVE-FACTS 1). */
const userId = '0'

/** Reads annotations of one schema as marshmallow does: unknown fields are ignored, every wrong one is named. */
export const annotationReader = (schemas: Schemas, schema: string): ((annotation: unknown) => Loaded) => {
  const fields = (schemas.fields(schema) ?? []).filter((field) => field.name !== 'valid')
  return (annotation) => {
    const given = record.safeParse(annotation)
    if (!given.success) return { ok: false, messages: { _schema: ['Invalid input type.'] } }
    const messages: Messages = {}
    const values = new Map<string, StoredValue>()
    for (const field of fields) {
      const value = given.data[field.name]
      if (value === undefined || value === null) {
        if (field.automatic) values.set(field.name, userId)
        else if (value === undefined && field.required) messages[field.name] = missing
        else if (value === null && !field.nullable) messages[field.name] = isNull
        else values.set(columnOf(field), null)
        continue
      }
      const read = readers[field.kind](value)
      if ('messages' in read) messages[field.name] = read.messages
      else values.set(columnOf(field), read.value)
      if (field.choices.length > 0 && 'value' in read && !field.choices.map(String).includes(read.value)) {
        messages[field.name] = [`Must be one of: ${field.choices.join(', ')}.`]
      }
    }
    const valid = given.data['valid']
    if (valid !== undefined && valid !== null && 'messages' in readBoolean(valid)) {
      messages['valid'] = ['Not a valid boolean.']
    }
    return Object.keys(messages).length > 0 ? { ok: false, messages } : { ok: true, values }
  }
}
