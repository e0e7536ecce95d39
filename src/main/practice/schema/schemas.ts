import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'

export type ColumnType = 'bigint' | 'integer' | 'float8' | 'varchar' | 'boolean' | 'geometry' | 'timestamp'

const columnTypes = {
  bigint: 'bigint',
  integer: 'integer',
  boolean: 'boolean',
  'double precision': 'float8',
  'character varying': 'varchar',
  /** Points: EWKB as text. */
  text: 'geometry',
} as const satisfies Record<string, ColumnType>

const field = z.object({
  /** A point `pt` has the column pt_position; a bound point has pt_supervoxel_id and pt_root_id too, in the segmentation table. */
  name: z.string(),
  /** `position`: bare coordinates, not wrapped in {position}. `reference`: the id of a row of the reference table. */
  kind: z.enum(['bound-point', 'point', 'position', 'text', 'integer', 'number', 'boolean', 'reference']),
  required: z.boolean(),
  nullable: z.boolean(),
  column: z
    .enum(['bigint', 'integer', 'boolean', 'double precision', 'character varying', 'text'])
    .transform((name) => columnTypes[name]),
  indexed: z.boolean().default(false),
  /** The only values that are taken; empty: any. */
  choices: z.array(z.union([z.string(), z.number()])).default([]),
  /** Filled in by the server with the user's id, whatever the client says. */
  automatic: z.boolean().default(false),
})
/** One field of an annotation schema; fields come in the order of their columns. */
export type SchemaField = z.infer<typeof field>

const file = z.object({
  package: z.string(),
  names: z.array(z.string()).min(1),
  schemas: z.record(z.string(), z.object({ definition: z.unknown(), fields: z.array(field) })),
})

/** The annotation schemas that scripts/schemas.py took from emannotationschemas. */
export const loadSchemas = async (resources: string) => {
  const path = join(resources, 'schemas', 'emannotationschemas.json')
  let read: z.infer<typeof file>
  try {
    read = file.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Failure(
      {
        code: 'INTERNAL',
        what: 'The annotation schemas cannot be read.',
        why: `${path}: ${error instanceof Error ? error.message : String(error)}`,
        fix: 'Install the panel again.',
      },
      { cause: error },
    )
  }
  const schemas = new Map(Object.entries(read.schemas))
  return {
    names: (): readonly string[] => read.names,
    /** The JSON schema (draft-07) exactly as emannotationschemas gives it; undefined for an unknown name. */
    definition: (name: string): unknown => schemas.get(name)?.definition,
    fields: (name: string): readonly SchemaField[] | undefined => schemas.get(name)?.fields,
  }
}
export type Schemas = Awaited<ReturnType<typeof loadSchemas>>
