import { z } from 'zod'
import { longestTableName } from '../../shared/domain/table-name'
import { Failure } from '../../shared/errors'
import { isTableName } from '../practice/annotation/identifier'
import { isReservedWord } from '../practice/reserved-words'
import type { Database } from './postgres'

/** Of CAVE's own in the database of a volume, or in that of every version. */
const caveTables: ReadonlySet<string> = new Set([
  'analysistables',
  'analysisversion',
  'analysisviews',
  'annotation_table_metadata',
  'combined_table_metadata',
  'materializedmetadata',
  'segmentation_table_metadata',
  'spatial_ref_sys',
  'version_error',
])

const refusal = (name: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The table "${name}" was not made.`, why, fix })

const known = z.object({ reserved: z.boolean(), taken: z.boolean() })

/** Fails where no version could be made of a table with this name, or CAVE would not take it. */
export const checkTableName = async (volume: Database, name: string): Promise<void> => {
  if (!isTableName(name))
    throw refusal(
      name,
      'CAVE takes small letters, digits and underscores, and no digit in the first place.',
      'Write it so.',
    )
  if (name.length > longestTableName)
    throw refusal(
      name,
      `It has ${String(name.length)} letters. CAVE makes longer names of it, for which PostgreSQL has 63.`,
      `Choose one of ${String(longestTableName)} letters at most.`,
    )
  // An unqualified name is looked for in pg_catalog first, to which no table of a volume belongs.
  const [found] = await volume.read(known, {
    text: `SELECT ${isReservedWord('$1::text')} AS reserved, to_regclass(quote_ident($1::text)) IS NOT NULL AS taken`,
    values: [name],
  })
  if (found?.reserved)
    throw refusal(
      name,
      `“${name}” is a reserved word of SQL. CAVE takes it as the name of a table, and then can make no version any more: its MaterializationEngine does not quote it.`,
      `Choose another name, such as "${name}_1".`,
    )
  if (found?.taken || caveTables.has(name))
    throw refusal(
      name,
      'A table of this name is there already, or is one of CAVE’s own.',
      'Choose another name.',
    )
}
