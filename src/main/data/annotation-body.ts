import { z } from 'zod'
import type { Column, Row } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import { isWithinReach, positionReach } from '../../shared/domain/position'
import { fieldOf } from './schemas'

export type Body = Record<string, unknown>

const refuse = (table: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `This annotation does not fit "${table}".`, why, fix })

const position = z.union([
  z.array(z.unknown()),
  z.object({ position: z.array(z.unknown()) }).transform((point) => point.position),
])

/** CAVE stores any number as a part of a position, and can then read no version that holds it. */
const checkReach = (table: string, column: Column, value: unknown): void => {
  if (column.kind !== 'point') return
  const parts = position.safeParse(value)
  const far = parts.data?.find((part): part is number => typeof part === 'number' && !isWithinReach(part))
  if (far !== undefined)
    throw refuse(
      table,
      `${String(far)} in ${column.name} lies outside ${String(positionReach.least)} to ${String(positionReach.most)}: CAVE would take it, and no version with this row could be read any more.`,
      'Give the position in voxels, within these.',
    )
}

/** As CAVE takes a value: a point as {position}, bare coordinates as they are, a 64-bit id as a plain integer. */
const sent = (column: Column, value: unknown): unknown => {
  const isPoint = column.kind === 'point' && fieldOf(column) !== column.name
  if (isPoint) return Array.isArray(value) ? { position: value } : value
  const isWhole = column.kind === 'id' || column.kind === 'integer'
  return isWhole && typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : value
}

/**
 * What the asker gave, by field, as CAVE takes it. A point may go by its field (pt) or its column (pt_position): the genuine
 * service refuses the second with a sentence that helps nobody (CAVE-FACTS 6).
 */
export const toBody = (table: string, columns: readonly Column[], given: Readonly<Body>): Body => {
  const editable = columns.filter((column) => column.editable)
  const names = editable.map(fieldOf)
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const column = editable.find((each) => each.name === key || fieldOf(each) === key)
      if (column !== undefined) {
        checkReach(table, column, value)
        return [fieldOf(column), sent(column, value)]
      }
      const own = columns.some(({ name }) => name === key)
      throw refuse(
        table,
        own ? `CAVE itself writes "${key}".` : `The table has no field "${key}".`,
        `Its fields are ${names.join(', ')}.`,
      )
    }),
  )
}

/** The values of a row as the fields that would make it again; empty ones are left out. */
export const bodyOf = (columns: readonly Column[], row: Row): Body => {
  const values = columns.map((column, index) => ({ column, value: row[index] ?? null }))
  return Object.fromEntries(
    values
      .filter(({ column, value }) => column.editable && value !== null)
      .map(({ column, value }) => [fieldOf(column), sent(column, value)]),
  )
}
