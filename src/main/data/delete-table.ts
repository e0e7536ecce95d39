import { z } from 'zod'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { demoTable } from '../../shared/domain/demo-table'
import { noSuchTable, quoted } from './catalogue'
import type { Session } from './session'

const name = z.object({ name: z.string() })
const nothing = z.object({})

const refusal = (table: string, why: string, fix: string): Failure =>
  new Failure({ code: 'BAD_INPUT', what: `The table "${table}" was not deleted.`, why, fix })

const names = async ({ volume }: Session, text: string, table: string): Promise<string[]> =>
  (await volume.read(name, { text, values: [table] })).map((each) => each.name)

/** The services keep transactions open that have read a table, and with them its lock: none of them has anything to lose (CAVE-FACTS 8.A). */
const cutReaders = `
SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.state LIKE 'idle in transaction%'
  AND EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid = a.pid AND c.relname = ANY ($1::text[]))`

/**
 * The table itself, with what was looked up of its rows. CAVE's own deletion stamps the table's entry and no more: its versions go on
 * freezing it, and one whose name is a word of SQL goes on standing in the way of all of them.
 */
export const deleteTable = async (session: Session, { table }: Given<'tables.delete'>): Promise<void> => {
  const { volume, connection } = session
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
  await volume.read(nothing, { text: cutReaders, values: [relations] })
  await volume.write([
    { text: `DROP TABLE IF EXISTS ${relations.map(quoted).join(', ')}` },
    { text: 'DELETE FROM segmentation_table_metadata WHERE annotation_table = $1', values: [table] },
    { text: 'DELETE FROM annotation_table_metadata WHERE table_name = $1', values: [table] },
  ])
}
