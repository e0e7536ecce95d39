import { escapeLiteral } from 'pg'
import { z } from 'zod'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { demoTable } from '../../shared/domain/demo-table'
import { inTheMaking } from '../../shared/domain/version'
import { noSuchTable, quoted } from './catalogue'
import { adminDatabase } from './roles/ensure-roles'
import type { Session } from './session'
import { readVersions } from './versions'

const name = z.object({ name: z.string() })
const referringTable = name.extend({ marked: z.boolean() })

const refusal = (table: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The table "${table}" was not deleted.`, why, fix })

const numbered = z.object({ oid: z.number() })

const oids = async ({ volume }: Session, relations: readonly string[]): Promise<number[]> => {
  const text = `SELECT oid FROM pg_class WHERE relname = ANY ($1::text[]) AND relnamespace = 'public'::regnamespace`
  return (await volume.read(numbered, { text, values: [relations] })).map((each) => each.oid)
}

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

/**
 * The table itself, with what was looked up of its rows. CAVE's own deletion stamps the table's entry and no more: its versions go on
 * freezing it, and one whose name is a word of SQL goes on standing in the way of all of them.
 */
export const deleteTable = async (session: Session, { table }: Given<'tables.delete'>): Promise<void> => {
  const { volume, connection } = session
  if (table === demoTable.name)
    throw refusal(table, 'It is the demo’s: lessons and first steps speak of it.', 'Reset it instead.')
  const own = await volume.read(name, {
    text: 'SELECT table_name AS name FROM annotation_table_metadata WHERE table_name = $1',
    values: [table],
  })
  if (own.length === 0) throw noSuchTable(table, connection.alignedVolume)
  await refuseWhileMade(session, table)
  const referring = await volume.read(referringTable, {
    text: 'SELECT table_name AS name, deleted IS NOT NULL AS marked FROM annotation_table_metadata WHERE reference_table = $1 ORDER BY 1',
    values: [table],
  })
  const inUse = referring.filter(({ marked }) => !marked).map((each) => each.name)
  if (inUse.length > 0)
    throw refusal(table, `Rows of ${inUse.join(', ')} refer to its rows.`, 'Delete that table first.')
  // Those that a client has marked as deleted go along: they are not listed, and their references would hold this one.
  const going = [table, ...referring.map((each) => each.name)]
  const beside = await volume.read(name, {
    text: 'SELECT table_name AS name FROM segmentation_table_metadata WHERE annotation_table = ANY ($1::text[])',
    values: [going],
  })
  const relations = [...beside.map((each) => each.name), ...going]
  const database = `ARRAY[${escapeLiteral(connection.alignedVolume)}]`
  const admin = session.kept(adminDatabase)
  // Whose database it is may drop what stands in its schema, whoever has made it.
  await admin.command(`SELECT realcave.own(${database})`)
  // The services keep transactions open that have read a table, and with them its lock: none has anything to lose (CAVE-FACTS 8.A).
  const locked = (await oids(session, relations)).join(', ')
  await admin.command(`SELECT realcave.free(${database}, ARRAY[${locked}]::oid[])`)
  await session.kept(connection.alignedVolume).write([
    { text: `DROP TABLE IF EXISTS ${relations.map(quoted).join(', ')}` },
    {
      text: 'DELETE FROM segmentation_table_metadata WHERE annotation_table = ANY ($1::text[])',
      values: [going],
    },
    { text: 'DELETE FROM annotation_table_metadata WHERE table_name = ANY ($1::text[])', values: [going] },
  ])
}
