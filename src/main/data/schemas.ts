import { z } from 'zod'
import type { Column } from '../../shared/domain/annotation'
import type { Cave } from './cave'
import { Refusal } from '../../shared/refusal'

/** What a schema demands, from its JSON schema; kept, since schemas are part of a fleet's image and never change. */
export interface Schemas {
  names(signal: AbortSignal): Promise<string[]>
  /** Names of the fields that an annotation must have. */
  required(schemaType: string, signal: AbortSignal): Promise<ReadonlySet<string>>
}

const definition = z.object({
  $ref: z.string(),
  definitions: z.record(z.string(), z.object({ required: z.array(z.string()).default([]) })),
})

export const openSchemas = (cave: Cave): Schemas => {
  const known = new Map<string, ReadonlySet<string>>()
  const read = async (schemaType: string, signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const path = `/schema/api/v2/type/${encodeURIComponent(schemaType)}`
    const what = `The schema "${schemaType}" could not be read.`
    const { $ref, definitions } = await cave.ask(definition, { method: 'GET', path, what }, signal)
    return new Set(definitions[$ref.split('/').at(-1) ?? '']?.required ?? [])
  }
  return {
    names: (signal) =>
      cave.ask(
        z.array(z.string()),
        { method: 'GET', path: '/schema/api/v2/type', what: 'The list of schemas could not be read.' },
        signal,
      ),
    required: async (schemaType, signal) => {
      const found = known.get(schemaType)
      if (found !== undefined) return found
      try {
        const fields = await read(schemaType, signal)
        known.set(schemaType, fields)
        return fields
      } catch (error) {
        // A table of a schema that this fleet does not know is still shown; CAVE checks what is written to it anyway.
        if (error instanceof Refusal && error.status === 404) return new Set()
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
