import { escapeIdentifier } from 'pg'
import { z } from 'zod'
import type { Column } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import type { Database } from './postgres'

/** A table as the catalogue of its database knows it: only such names are ever put into a statement, and quoted. */
export interface Relation {
  readonly name: string
  readonly columns: readonly Column[]
  /** What was looked up of its rows, which CAVE keeps in a table beside it until a version merges the two. */
  readonly lookedUp?: { readonly name: string; readonly columns: readonly string[] }
}

export const quoted = escapeIdentifier

/**
 * Where a statement reads the rows of a relation with all its columns. The looked-up ones cost nothing where none is asked for: PostgreSQL
 * leaves out a join that can neither add a row nor take one.
 */
export const rowsOf = ({ name, lookedUp }: Relation): string => {
  if (lookedUp === undefined) return quoted(name)
  const columns = lookedUp.columns.map((each) => `s.${quoted(each)}`)
  return `(SELECT ${['a.*', ...columns].join(', ')} FROM ${quoted(name)} a LEFT JOIN ${quoted(lookedUp.name)} s ON s.id = a.id)`
}

const attribute = z.object({
  name: z.string(),
  type: z.string(),
  category: z.string(),
  needed: z.boolean(),
})
type Attribute = z.infer<typeof attribute>

const attributes = `
SELECT a.attname AS name, t.typname AS type, t.typcategory::text AS category,
       a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS needed
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE n.nspname = 'public' AND c.relname::text = $1::text AND c.relkind IN ('r', 'p', 'v', 'm')
  AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum`

const integers = new Set(['int2', 'int4', 'int8'])
const times = new Set(['timestamp', 'timestamptz'])

const kindOf = ({ name, type, category }: Attribute): Column['kind'] => {
  // PostGIS has a type of its own; the practice fleet keeps the same bytes as text. Schemas flatten every point to *_position.
  if (type === 'geometry' || (category === 'S' && name.endsWith('_position'))) return 'point'
  if (integers.has(type)) return name === 'id' || name.endsWith('_id') ? 'id' : 'integer'
  if (times.has(type)) return 'time'
  if (category === 'N') return 'number'
  if (category === 'B') return 'boolean'
  if (category === 'A') return 'list'
  return 'text'
}

/** What CAVE itself writes. */
const written = new Set(['id', 'created', 'deleted', 'superceded_id', 'valid'])
const isWritten = (name: string): boolean =>
  written.has(name) || name.endsWith('_supervoxel_id') || name.endsWith('_root_id')

const column = (found: Attribute): Column => ({
  name: found.name,
  kind: kindOf(found),
  editable: !isWritten(found.name),
  required: found.needed && !isWritten(found.name),
})

/** Undefined for a name that is no table of this database. */
export const findRelation = async (database: Database, name: string): Promise<Relation | undefined> => {
  const found = await database.read(attribute, { text: attributes, values: [name] })
  return found.length === 0 ? undefined : { name, columns: found.map(column) }
}

const beside = z.object({ name: z.string() })

/** The relation with the supervoxels and roots of its rows; as it is where nothing was looked up yet. */
export const withLookedUp = async (database: Database, relation: Relation): Promise<Relation> => {
  const [found] = await database.read(beside, {
    text: `SELECT table_name AS name FROM segmentation_table_metadata WHERE annotation_table = $1 ORDER BY id LIMIT 1`,
    values: [relation.name],
  })
  const table = found === undefined ? undefined : await findRelation(database, found.name)
  if (table === undefined) return relation
  const known = new Set(relation.columns.map(({ name }) => name))
  const columns = table.columns.filter(({ name }) => !known.has(name))
  return {
    ...relation,
    columns: [...relation.columns, ...columns],
    lookedUp: { name: table.name, columns: columns.map(({ name }) => name) },
  }
}

export const noSuchTable = (name: string, where: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `There is no table "${name}" in ${where}.`,
    why: 'No such table is listed there.',
    fix: 'Read the list of tables and choose one of them.',
  })
