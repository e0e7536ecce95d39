import { z } from 'zod'
import type { Column } from '../../shared/domain/annotation'
import type { Cave } from './cave'
import { Refusal } from '../../shared/refusal'

/** Of a schema: the fields that an annotation may have, and those that it must have. */
export interface Fields {
  readonly all: ReadonlySet<string>
  readonly required: ReadonlySet<string>
}

/** What a schema has and demands, from its JSON schema; kept, since schemas are part of a fleet's image and never change. */
export interface Schemas {
  names(signal: AbortSignal): Promise<string[]>
  /** None of a schema that this fleet does not know. */
  fields(schemaType: string, signal: AbortSignal): Promise<Fields>
}

const definition = z.object({
  $ref: z.string(),
  definitions: z.record(
    z.string(),
    z.object({
      required: z.array(z.string()).default([]),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
})

export const openSchemas = (cave: Cave): Schemas => {
  const known = new Map<string, Fields>()
  const read = async (schemaType: string, signal: AbortSignal): Promise<Fields> => {
    const path = `/schema/api/v2/type/${encodeURIComponent(schemaType)}`
    const what = `The schema "${schemaType}" could not be read.`
    const { $ref, definitions } = await cave.ask(definition, { method: 'GET', path, what }, signal)
    const found = definitions[$ref.split('/').at(-1) ?? '']
    return { all: new Set(Object.keys(found?.properties ?? {})), required: new Set(found?.required) }
  }
  return {
    names: (signal) =>
      cave.ask(
        z.array(z.string()),
        { method: 'GET', path: '/schema/api/v2/type', what: 'The list of schemas could not be read.' },
        signal,
      ),
    fields: async (schemaType, signal) => {
      const found = known.get(schemaType)
      if (found !== undefined) return found
      try {
        const fields = await read(schemaType, signal)
        known.set(schemaType, fields)
        return fields
      } catch (error) {
        // A table of a schema that this fleet does not know is still shown; CAVE checks what is written to it anyway.
        if (error instanceof Refusal && error.status === 404) return { all: new Set(), required: new Set() }
        throw error
      }
    },
  }
}

/** A point `pt` is kept in the column pt_position; a schema's bare coordinates keep their name. */
export const fieldOf = (column: Column): string =>
  column.kind === 'point' ? column.name.replace(/_position$/, '') : column.name

export const withRequired = (columns: readonly Column[], fields: ReadonlySet<string>): Column[] =>
  columns.map((column) => ({
    ...column,
    required: column.editable && (column.required || fields.has(fieldOf(column))),
  }))

/**
 * Whether a table's columns are those of a schema, as far as a JSON schema tells them: a field is a column of its name, or several that
 * begin with it, as every point is.
 */
export const fitsSchema = (columns: readonly Column[], { all, required }: Fields): boolean => {
  // Of a schema that is not known, CAVE is the judge.
  if (all.size === 0) return true
  const holds = (column: string, field: string): boolean => column === field || column.startsWith(`${field}_`)
  const names = columns.map(({ name }) => name)
  return (
    [...required].every((field) => names.some((name) => holds(name, field))) &&
    columns.every(({ name, editable }) => !editable || [...all].some((field) => holds(name, field)))
  )
}
