import { z } from 'zod'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { demoTable } from '../../shared/domain/demo-table'
import { inTheMaking } from '../../shared/domain/version'
import { noSuchTable } from './catalogue'
import { removeTable } from './remove-table'
import type { Session } from './session'
import { readVersions } from './versions'

const refusal = (table: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The table "${table}" was not deleted.`, why, fix })

/** A workflow has its list of tables from its start: one that goes meanwhile leaves its version unfinished, and the lease held. */
const refuseWhileMade = async (session: Session, table: string): Promise<void> => {
  const made = inTheMaking(await readVersions(session))
  if (made !== undefined)
    throw refusal(
      table,
      `Version ${String(made.version)} is in the making, of this table, too.`,
      'Wait until it is available. If it hangs, repair the materialization worker in Services first.',
    )
}

const referring = z.object({ name: z.string(), listed: z.boolean() })

/** By what CAVE notes of a table, and by PostgreSQL's own foreign keys; what was looked up of a table refers to it and goes with it. */
const referringTables = `
WITH going AS (
  SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relname::text IN (SELECT $1::text UNION SELECT table_name::text FROM segmentation_table_metadata WHERE annotation_table = $1::text)
), names AS (
  SELECT table_name::text AS name FROM annotation_table_metadata WHERE reference_table = $1::text AND table_name <> $1::text
  UNION
  SELECT c.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE k.contype = 'f' AND k.confrelid IN (SELECT oid FROM going) AND k.conrelid NOT IN (SELECT oid FROM going)
)
SELECT name, EXISTS (SELECT FROM annotation_table_metadata m WHERE m.table_name = name) AS listed FROM names ORDER BY name`

/** Marked as deleted or not: their rows would go along unasked, or hold this table in the middle of its deletion. */
const refuseReferred = async ({ volume }: Session, table: string): Promise<void> => {
  const found = await volume.read(referring, { text: referringTables, values: [table] })
  if (found.length === 0) return
  const names = found.map(({ name }) => name).join(', ')
  const unlisted = found.filter(({ listed }) => !listed).map(({ name }) => name)
  const bySql =
    unlisted.length === 0 ? '' : ` CAVE does not list ${unlisted.join(', ')}: such a table goes by SQL alone.`
  throw refusal(table, `Rows of ${names} refer to its rows.`, `Delete ${names} first.${bySql}`)
}

const nothing = z.object({})

/**
 * Looks whether a table may go, and answers what removes it. CAVE's own deletion stamps the table's entry and no more: its versions go on
 * freezing it, and one whose name is a word of SQL goes on standing in the way of all of them.
 */
export const tableDeletion = async (
  session: Session,
  { table }: Given<'tables.delete'>,
): Promise<() => Promise<void>> => {
  const { volume, connection } = session
  if (table === demoTable.name)
    throw refusal(table, 'It is the demo’s: lessons and first steps speak of it.', 'Reset it instead.')
  const own = await volume.read(nothing, {
    text: 'SELECT FROM annotation_table_metadata WHERE table_name = $1',
    values: [table],
  })
  if (own.length === 0) throw noSuchTable(table, connection.alignedVolume)
  await refuseWhileMade(session, table)
  await refuseReferred(session, table)
  return () => removeTable(session, table)
}
