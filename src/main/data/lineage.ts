import { z } from 'zod'
import type { Lineage, Row } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import { quoted, type Relation } from './catalogue'
import { rowsById } from './page'
import type { Database } from './postgres'

/** An edit a minute for a week; a longer chain is shown by its newest part. */
const longest = 10_000

const link = z.object({ id: z.string(), next: z.string().nullable() })
export type Link = z.infer<typeof link>

/**
 * Every row that `id` leads to or that leads to it. UNION drops what was met before, so a circle in damaged data ends;
 * superceded_id has no index, so the links are read once and not again for every generation.
 */
const family = (table: string): string => `
WITH RECURSIVE links AS MATERIALIZED (
  SELECT id, superceded_id FROM ${quoted(table)} WHERE superceded_id IS NOT NULL
), later(id) AS (
  SELECT id FROM ${quoted(table)} WHERE id = $1::bigint
  UNION SELECT after.id FROM later JOIN ${quoted(table)} was ON was.id = later.id
    JOIN ${quoted(table)} after ON after.id = was.superceded_id
), earlier(id) AS (
  SELECT id FROM ${quoted(table)} WHERE id = $1::bigint
  UNION SELECT links.id FROM earlier JOIN links ON links.superceded_id = earlier.id
), kin(id) AS (
  (SELECT id FROM later LIMIT ${String(longest)}) UNION (SELECT id FROM earlier LIMIT ${String(longest)})
)
SELECT id::text, superceded_id::text AS next FROM ${quoted(table)} JOIN kin USING (id)`

const heads = (table: string): string => `
WITH RECURSIVE later(asked, id, step) AS (
  SELECT id, id, 0 FROM ${quoted(table)} WHERE id = ANY($1::bigint[])
  UNION
  SELECT later.asked, after.id, later.step + 1 FROM later
    JOIN ${quoted(table)} was ON was.id = later.id JOIN ${quoted(table)} after ON after.id = was.superceded_id
  WHERE later.step < ${String(longest)}
)
SELECT DISTINCT ON (asked) asked::text AS asked, id::text AS head, last.deleted IS NOT NULL AS deleted
FROM later JOIN ${quoted(table)} last USING (id) ORDER BY asked, step DESC`

const head = z.object({ asked: z.string(), head: z.string(), deleted: z.boolean() })
export type Head = z.infer<typeof head>

export const noSuchRow = (table: string, id: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `There is no annotation ${id} in "${table}".`,
    why: 'No row of the table has this id.',
    fix: 'Read the table again and choose one of its ids.',
  })

/** Where the lineage of each id ends today; ids that no row has are missing in the answer. */
export const findHeads = (database: Database, table: string, ids: readonly string[]): Promise<Head[]> =>
  database.read(head, { text: heads(table), values: [ids] })

/** Follows the links from `id`; the last row before the end, or before a row that was met already. */
export const headOf = (links: readonly Link[], id: string): string => {
  const next = new Map(links.map((each) => [each.id, each.next]))
  const met = new Set<string>()
  let at = id
  for (;;) {
    met.add(at)
    const following = next.get(at)
    if (following === undefined || following === null || !next.has(following) || met.has(following)) return at
    at = following
  }
}

const byNumber = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : Number(a !== b))

/** Oldest first: by the steps that each row is away from the head, then by id. */
export const inOrder = (links: readonly Link[], last: string): string[] => {
  const before = new Map<string, string[]>()
  for (const { id, next } of links) if (next !== null) before.set(next, [...(before.get(next) ?? []), id])
  const ordered = new Set([last])
  // The set grows while it is walked: each row brings those that it superseded.
  for (const id of ordered) for (const earlier of (before.get(id) ?? []).sort(byNumber)) ordered.add(earlier)
  const rest = links.map(({ id }) => id).filter((id) => !ordered.has(id))
  return [...rest.sort(byNumber), ...[...ordered].reverse()]
}

export const readLineage = async (database: Database, relation: Relation, id: string): Promise<Lineage> => {
  const links = await database.read(link, { text: family(relation.name), values: [id] })
  if (links.length === 0) throw noSuchRow(relation.name, id)
  const last = headOf(links, id)
  const ids = inOrder(links, last)
  const rows = await rowsById(database, relation, ids)
  const deleted = relation.columns.findIndex(({ name }) => name === 'deleted')
  return {
    table: relation.name,
    columns: [...relation.columns],
    rows: ids.map((each) => rows.get(each)).filter((row): row is Row => row !== undefined),
    head: last,
    ended: (rows.get(last)?.[deleted] ?? null) !== null,
  }
}
