import { escapeLiteral } from 'pg'
import { z } from 'zod'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { demoTable } from '../../shared/domain/demo-table'
import { noSuchTable, quoted } from './catalogue'
import { adminDatabase } from './roles/ensure-roles'
import type { Session } from './session'
import { readVersions } from './versions'

const name = z.object({ name: z.string() })

const refusal = (table: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The table "${table}" was not deleted.`, why, fix })

const names = async ({ volume }: Session, text: string, table: string): Promise<string[]> =>
  (await volume.read(name, { text, values: [table] })).map((each) => each.name)

const numbered = z.object({ oid: z.number() })

const oids = async ({ volume }: Session, relations: readonly string[]): Promise<number[]> => {
  const text = `SELECT oid FROM pg_class WHERE relname = ANY ($1::text[]) AND relnamespace = 'public'::regnamespace`
  return (await volume.read(numbered, { text, values: [relations] })).map((each) => each.oid)
}

/** A workflow has its list of tables from its start: one that goes meanwhile leaves its version unfinished, and the lease held. */
const refuseWhileMade = async (session: Session, table: string): Promise<void> => {
  const newest = (await readVersions(session)).at(-1)
  if (newest?.status === 'RUNNING')
    throw refusal(
      table,
      `Version ${String(newest.version)} is in the making, of this table, too.`,
      'Wait until it is available. If it hangs, repair the materialization worker in Services first.',
    )
}

/**
 * The table itself, with what was looked up of its rows. CAVE's own deletion stamps the table's entry and no more: its versions go on
 * freezing it, and one whose name is a word of SQL goes on standing in the way of all of them.
 */
export const deleteTable = async (session: Session, { table }: Given<'tables.delete'>): Promise<void> => {
  const { connection } = session
  if (table === demoTable.name)
    throw refusal(table, 'It is the demo’s: lessons and first steps speak of it.', 'Reset it instead.')
  const own = await names(
    session,
    'SELECT table_name AS name FROM annotation_table_metadata WHERE table_name = $1',
    table,
  )
  if (own.length === 0) throw noSuchTable(table, connection.alignedVolume)
  await refuseWhileMade(session, table)
  const ofReferring = (condition: string): Promise<string[]> =>
    names(
      session,
      `SELECT table_name AS name FROM annotation_table_metadata WHERE reference_table = $1 AND deleted IS ${condition} ORDER BY 1`,
      table,
    )
  const referring = await ofReferring('NULL')
  if (referring.length > 0)
    throw refusal(table, `Rows of ${referring.join(', ')} refer to its rows.`, 'Delete that table first.')
  // Those that a client has marked as deleted go along: they are not listed, and their references would hold this one.
  const going = [table, ...(await ofReferring('NOT NULL'))]
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
