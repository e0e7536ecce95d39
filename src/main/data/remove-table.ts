import { z } from 'zod'
import { quoted } from './catalogue'
import type { Database } from './postgres'

const name = z.object({ name: z.string() })
const nothing = z.object({})

/** The services keep transactions open that have read a table, and with them its lock: none of them has anything to lose (CAVE-FACTS 8.A). */
const cutReaders = `
SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.state LIKE 'idle in transaction%'
  AND EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid = a.pid AND c.relname = ANY ($1::text[]))`

/** The table itself, with what was looked up of its rows, and the entries of both. Whatever else needs it makes this fail, and all stays. */
export const removeTable = async (volume: Database, table: string): Promise<void> => {
  const values = [table]
  const beside = await volume.read(name, {
    text: 'SELECT table_name AS name FROM segmentation_table_metadata WHERE annotation_table = $1',
    values,
  })
  const relations = [...beside.map((each) => each.name), table]
  await volume.read(nothing, { text: cutReaders, values: [relations] })
  await volume.write([
    { text: `DROP TABLE IF EXISTS ${relations.map(quoted).join(', ')}` },
    { text: 'DELETE FROM segmentation_table_metadata WHERE annotation_table = $1', values },
    { text: 'DELETE FROM annotation_table_metadata WHERE table_name = $1', values },
  ])
}
