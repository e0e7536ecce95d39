import { escapeLiteral } from 'pg'
import { z } from 'zod'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { demoTable } from '../../shared/domain/demo-table'
import { noSuchTable, quoted } from './catalogue'
import { adminDatabase } from './roles/ensure-roles'
import type { Session } from './session'

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
  const referring = await names(
    session,
    'SELECT table_name AS name FROM annotation_table_metadata WHERE reference_table = $1 AND deleted IS NULL ORDER BY 1',
    table,
  )
  if (referring.length > 0)
    throw refusal(table, `Rows of ${referring.join(', ')} refer to its rows.`, 'Delete that table first.')
  const beside = await names(
    session,
    'SELECT table_name AS name FROM segmentation_table_metadata WHERE annotation_table = $1',
    table,
  )
  const relations = [...beside, table]
  const database = `ARRAY[${escapeLiteral(connection.alignedVolume)}]`
  const admin = session.kept(adminDatabase)
  // Whose database it is may drop what stands in its schema, whoever has made it.
  await admin.command(`SELECT realcave.own(${database})`)
  // The services keep transactions open that have read a table, and with them its lock: none has anything to lose (CAVE-FACTS 8.A).
  const locked = (await oids(session, relations)).join(', ')
  await admin.command(`SELECT realcave.free(${database}, ARRAY[${locked}]::oid[])`)
  await session
    .kept(connection.alignedVolume)
    .write([
      { text: `DROP TABLE IF EXISTS ${relations.map(quoted).join(', ')}` },
      { text: 'DELETE FROM segmentation_table_metadata WHERE annotation_table = $1', values: [table] },
      { text: 'DELETE FROM annotation_table_metadata WHERE table_name = $1', values: [table] },
    ])
}
