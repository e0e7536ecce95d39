import { escapeLiteral } from 'pg'
import { z } from 'zod'
import { quoted } from './catalogue'
import { adminDatabase } from './roles/ensure-roles'
import type { Session } from './session'

const name = z.object({ name: z.string() })
const numbered = z.object({ oid: z.number() })

const oids = async ({ volume }: Session, relations: readonly string[]): Promise<number[]> => {
  const text = `SELECT oid FROM pg_class WHERE relname = ANY ($1::text[]) AND relnamespace = 'public'::regnamespace`
  return (await volume.read(numbered, { text, values: [relations] })).map((each) => each.oid)
}

/** The table itself, with what was looked up of its rows, and the entries of both. Whatever else needs it makes this fail, and all stays. */
export const removeTable = async (session: Session, table: string): Promise<void> => {
  const { volume, connection } = session
  const values = [table]
  const beside = await volume.read(name, {
    text: 'SELECT table_name AS name FROM segmentation_table_metadata WHERE annotation_table = $1',
    values,
  })
  const relations = [...beside.map((each) => each.name), table]
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
      { text: 'DELETE FROM segmentation_table_metadata WHERE annotation_table = $1', values },
      { text: 'DELETE FROM annotation_table_metadata WHERE table_name = $1', values },
    ])
}
