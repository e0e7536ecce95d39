import { z } from 'zod'
import type { PracticeContext } from '../context'
import { raised } from './refusal'
import { permission, readMetadata, shownMetadata, userId } from './table-metadata'
import { sqlNow } from './timestamps'

export const tableChange = z.object({
  table_name: z.string(),
  metadata: z.object({
    user_id: userId.nullish(),
    description: z.string().nullish(),
    flat_segmentation_source: z.string().nullish(),
    read_permission: permission.nullish(),
    write_permission: permission.nullish(),
    notice_text: z.string().nullish(),
  }),
})

const unknownTable = (name: string): Error => raised(`no table named ${name} in database`)

/** Changes what is given and leaves the rest; an empty notice, or "none", removes the notice. */
export const updateTable = async (
  { live }: PracticeContext,
  { table_name: table, metadata }: z.infer<typeof tableChange>,
): Promise<Record<string, unknown>> => {
  const notice = metadata.notice_text?.toLowerCase() === 'none' ? '' : metadata.notice_text
  const changes = Object.entries({ ...metadata, notice_text: notice }).filter(
    ([, value]) => value !== undefined && value !== null,
  )
  // The names are the schema's above.
  const list = changes.map(([name], index) =>
    name === 'notice_text'
      ? `notice_text = nullif($${String(index + 2)}, '')`
      : `${name} = $${String(index + 2)}`,
  )
  if (list.length > 0)
    await live.query(`UPDATE annotation_table_metadata SET ${list.join(', ')} WHERE table_name = $1`, [
      table,
      ...changes.map(([, value]) => value),
    ])
  const after = await readMetadata(live, table)
  if (after === undefined) throw unknownTable(table)
  return shownMetadata(after)
}

/** Marks a table as deleted, and no more, as the genuine service does: it stays listed, and versions go on freezing it. */
export const deleteTable = async ({ live }: PracticeContext, table: string): Promise<void> => {
  const done = await live.query(
    `UPDATE annotation_table_metadata SET deleted = ${sqlNow} WHERE table_name = $1`,
    [table],
  )
  if (done.rowCount === 0) throw unknownTable(table)
}
