import { z } from 'zod'
import { Failure } from '../../shared/errors'
import { sqlStateOf } from '../data/database-failure'
import { encodePoint } from '../practice/geometry'
import { demoTable } from '../../shared/domain/demo-table'
import { identifier, inTransaction, type Session } from './sessions'

const one = z.object({})
const name = z.object({ table_name: z.string() })

/**
 * The live table back to its two clean annotations, ids 1 and 2, with empty history: in one transaction, with what has to be true at
 * the same instant.
 */
export const resetLiveTable = async (live: Session, also: () => Promise<void>): Promise<void> => {
  try {
    await inTransaction(live, async () => {
      await restore(live)
      await also()
    })
  } catch (error) {
    throw sqlStateOf(error) === foreignKeyViolation ? othersReferToIt(error) : error
  }
}

const foreignKeyViolation = '23503'

const restore = async (live: Session): Promise<void> => {
  const table = identifier(demoTable.name)
  const known = await live.rows(one, 'select from annotation_table_metadata where table_name = $1', [
    demoTable.name,
  ])
  if (known.length === 0) throw noTable()
  // Rows 1 and 2 are changed, not replaced: a table of the user's own may refer to them.
  await live.run(`delete from ${table} where id <> all ($1::bigint[])`, [
    demoTable.annotations.map((row) => row.id),
  ])
  for (const row of demoTable.annotations) {
    await live.run(
      `insert into ${table} (id, created, valid, pt_position, tag)
       values ($1, now() at time zone 'utc', true, $2, $3)
       on conflict (id) do update set created = excluded.created, deleted = null, superceded_id = null,
         valid = true, pt_position = excluded.pt_position, tag = excluded.tag`,
      [row.id, encodePoint(row.position), row.tag],
    )
  }
  await live.run(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, demoTable.annotations.length])
  // The points may have moved: the next version looks their supervoxels up again.
  const segmentation = await live.rows(
    name,
    'select table_name from segmentation_table_metadata where annotation_table = $1',
    [demoTable.name],
  )
  for (const each of segmentation) await live.run(`delete from ${identifier(each.table_name)}`)
  await live.run(
    `update annotation_table_metadata set deleted = null, valid = true, last_modified = now() at time zone 'utc'
     where table_name = $1`,
    [demoTable.name],
  )
}

const noTable = (): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `There is no table ${demoTable.name} to reset.`,
    why: 'The bootstrap has not made it yet.',
    fix: 'Run "up", which makes it. Nothing was changed.',
  })

const othersReferToIt = (cause: unknown): Failure =>
  new Failure(
    {
      code: 'DATABASE_FAILED',
      what: `${demoTable.name} was not reset.`,
      why: `Another table refers to rows that would go: ${cause instanceof Error ? cause.message : String(cause)}`,
      fix: 'Use "reset --clean", which brings every table back to the baseline. Nothing was changed.',
    },
    { cause },
  )
