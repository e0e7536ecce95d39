import { z } from 'zod'
import { encodePoint } from '../geometry'
import type { SchemaField, Schemas } from '../schema/schemas'
import { raised } from './refusal'

/** A column's value as PostgreSQL takes it in text. */
export type StoredValue = string | null

/** marshmallow's messages, by field: {'pt': ['Missing data for required field.']}. */
type Messages = Record<string, unknown>

export type Loaded =
  | { readonly ok: true; readonly values: ReadonlyMap<string, StoredValue> }
  | { readonly ok: false; readonly messages: Messages }

type Read = { readonly value: string } | { readonly messages: unknown }

const record = z.record(z.string(), z.unknown())
const missing = ['Missing data for required field.']
const isNull = ['Field may not be null.']
const wrong = (kind: string): Read => ({ messages: [`Not a valid ${kind}.`] })

/** What PostgreSQL cannot store, NUL and halves of surrogate pairs, is no text. */
const readText = (value: unknown): Read =>
  typeof value === 'string' && !/[\0\uD800-\uDFFF]/u.test(value) ? { value } : wrong('string')

/** Fractions are cut, as int() does. */
const readInteger = (value: unknown): Read => {
  if (typeof value === 'bigint') return { value: String(value) }
  return typeof value === 'number' && Number.isFinite(value)
    ? { value: String(BigInt(Math.trunc(value))) }
    : wrong('integer')
}

const readNumber = (value: unknown): Read => {
  if (typeof value !== 'bigint' && typeof value !== 'number') return wrong('number')
  return Number.isFinite(Number(value))
    ? { value: String(value) }
    : { messages: ['Special numeric values (nan or infinity) are not permitted.'] }
}

const readBoolean = (value: unknown): Read =>
  typeof value === 'boolean' ? { value: String(value) } : wrong('boolean')

const coordinate = z.union([z.number(), z.bigint()]).transform(Number).pipe(z.number())

/** Bare coordinates; more than three are cut, as the genuine service does. */
const readPosition = (position: unknown): Read => {
  const read = z.tuple([coordinate, coordinate, coordinate], coordinate).safeParse(position)
  if (!read.success) throw raised('(psycopg2.errors.InternalError_) parse error - invalid geometry\n')
  const [x, y, z_] = read.data
  return { value: encodePoint([x, y, z_]) }
}

/** A point: {"position": [x, y, z]}. A bound one's supervoxel and root ids are dropped: the segmentation gives them. */
const readPoint = (value: unknown, taken: readonly string[]): Read => {
  const given = record.safeParse(value)
  if (!given.success) return { messages: { _schema: ['Invalid input type.'] } }
  const messages: Messages = {}
  for (const name of Object.keys(given.data)) if (!taken.includes(name)) messages[name] = ['Unknown field.']
  const position = given.data['position']
  if (position === undefined) messages['position'] = missing
  if (position === null) messages['position'] = isNull
  return Object.keys(messages).length > 0 ? { messages } : readPosition(position)
}

const readers: Readonly<Record<SchemaField['kind'], (value: unknown) => Read>> = {
  'bound-point': (value) => readPoint(value, ['position', 'supervoxel_id', 'root_id']),
  point: (value) => readPoint(value, ['position']),
  position: readPosition,
  text: readText,
  integer: readInteger,
  reference: readInteger,
  number: readNumber,
  boolean: readBoolean,
}

const columnOf = ({ name, kind }: SchemaField): string =>
  kind === 'bound-point' || kind === 'point' ? `${name}_position` : name

const readField = (field: SchemaField, value: unknown): Read | { readonly value: null } => {
  // Everyone is user 0 where authentication is off (CAVE-FACTS 1).
  if (field.automatic) return { value: '0' }
  if (value === undefined) return field.required ? { messages: missing } : { value: null }
  if (value === null) return field.nullable ? { value } : { messages: isNull }
  const read = readers[field.kind](value)
  if (field.choices.length === 0 || 'messages' in read || field.choices.map(String).includes(read.value))
    return read
  return { messages: [`Must be one of: ${field.choices.join(', ')}.`] }
}

/** Reads annotations of one schema as marshmallow does: unknown fields are ignored, every wrong one is named. */
export const annotationReader = (schemas: Schemas, schema: string): ((annotation: unknown) => Loaded) => {
  const fields = schemas.fields(schema) ?? []
  return (annotation) => {
    const given = record.safeParse(annotation)
    if (!given.success) return { ok: false, messages: { _schema: ['Invalid input type.'] } }
    const messages: Messages = {}
    const values = new Map<string, StoredValue>()
    for (const field of fields) {
      const read = readField(field, given.data[field.name])
      if ('messages' in read) messages[field.name] = read.messages
      // Whether a row is valid is for CAVE to say.
      else if (field.name !== 'valid') values.set(columnOf(field), read.value)
    }
    return Object.keys(messages).length > 0 ? { ok: false, messages } : { ok: true, values }
  }
}
