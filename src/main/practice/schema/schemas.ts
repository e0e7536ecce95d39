import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/errors'
import type { Schemas } from '../context'

const field = z.object({
  name: z.string(),
  kind: z.enum([
    'bound-point',
    'point',
    'position',
    'text',
    'integer',
    'number',
    'boolean',
    'list',
    'reference',
  ]),
  required: z.boolean(),
  nullable: z.boolean(),
  column: z.string(),
  indexed: z.boolean().default(false),
  choices: z.array(z.union([z.string(), z.number()])).default([]),
  automatic: z.boolean().default(false),
})

const file = z.object({
  package: z.string(),
  names: z.array(z.string()).min(1),
  schemas: z.record(z.string(), z.object({ definition: z.unknown(), fields: z.array(field) })),
})

/** The annotation schemas that scripts/schemas.py took from emannotationschemas. */
export const loadSchemas = async (resources: string): Promise<Schemas> => {
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
    names: () => read.names,
    definition: (name) => schemas.get(name)?.definition,
    fields: (name) => schemas.get(name)?.fields,
  }
}
