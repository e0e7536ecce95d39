import { z } from 'zod'
import { nameProblem, type KnownNames } from '../../shared/domain/table-name'
import { Failure } from '../../shared/errors'
import { reservedWords } from '../../shared/domain/reserved-words'
import type { Database } from './postgres'

/** Of CAVE's own in the database of a volume, or in that of every version. */
const caveTables = [
  'analysistables',
  'analysisversion',
  'analysisviews',
  'annotation_table_metadata',
  'combined_table_metadata',
  'materializedmetadata',
  'segmentation_table_metadata',
  'spatial_ref_sys',
  'version_error',
]

const known = z.object({ name: z.string(), what: z.enum(['reserved', 'table', 'other']) })

/** An unqualified name is looked for in pg_catalog first, to which no table of a volume belongs. */
const allNames = `
SELECT r.name::text, 'reserved' AS what FROM (${reservedWords}) r
UNION ALL SELECT table_name::text, 'table' FROM annotation_table_metadata
UNION ALL SELECT relname::text, 'other' FROM pg_class
  WHERE relnamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)`

export const readNames = async (volume: Database): Promise<KnownNames> => {
  const found = await volume.read(known, { text: allNames })
  const of = (kind: z.infer<typeof known>['what']): string[] =>
    found.filter(({ what }) => what === kind).map(({ name }) => name)
  return { reserved: of('reserved'), tables: of('table'), others: [...caveTables, ...of('other')] }
}

/** Fails where no version could be made of a table with this name, or CAVE would not take it. */
export const checkTableName = async (volume: Database, name: string): Promise<void> => {
  const problem = nameProblem(name, await readNames(volume))
  if (problem !== null)
    throw new Failure({ code: 'BAD_INPUT', what: `The table "${name}" was not made.`, ...problem })
}
