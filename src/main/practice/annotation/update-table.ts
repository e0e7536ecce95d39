import { z } from 'zod'
import type { PracticeContext } from '../context'
import { bodyRefusal, permission } from './create-table'
import { raised } from './refusal'
import { sqlNow } from './timestamps'
import { readMetadata, shownMetadata } from './table-metadata'

const change = z.object({
  table_name: z.string(),
  metadata: z.object({
    user_id: z.union([z.string(), z.number(), z.bigint()]).transform(String).nullish(),
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
  context: PracticeContext,
  body: unknown,
): Promise<Record<string, unknown>> => {
  const parsed = change.safeParse(body)
  if (!parsed.success) throw bodyRefusal(parsed.error)
  const { table_name: table, metadata } = parsed.data
  const pool = context.databases.pool(context.alignedVolume)
  const notice = metadata.notice_text?.toLowerCase() === 'none' ? '' : metadata.notice_text
  await pool.query(
    `UPDATE annotation_table_metadata SET description = coalesce($2, description), user_id = coalesce($3, user_id),
       flat_segmentation_source = coalesce($4, flat_segmentation_source),
       read_permission = coalesce($5::read_permission, read_permission),
       write_permission = coalesce($6::read_permission, write_permission),
       notice_text = CASE WHEN $7::text IS NULL THEN notice_text ELSE nullif($7::text, '') END
     WHERE table_name = $1`,
    [
      table,
      metadata.description ?? null,
      metadata.user_id ?? null,
      metadata.flat_segmentation_source ?? null,
      metadata.read_permission ?? null,
      metadata.write_permission ?? null,
      notice ?? null,
    ],
  )
  const after = await readMetadata(pool, table)
  if (after === undefined) throw unknownTable(table)
  return shownMetadata(after)
}

/** Marks a table as deleted: it is no longer listed nor materialized, its rows stay. */
export const deleteTable = async (context: PracticeContext, table: string): Promise<void> => {
  const done = await context.databases
    .pool(context.alignedVolume)
    .query(`UPDATE annotation_table_metadata SET deleted = ${sqlNow}, valid = false WHERE table_name = $1`, [
      table,
    ])
  if (done.rowCount === 0) throw unknownTable(table)
}
