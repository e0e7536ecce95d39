import { z } from 'zod'

/** A 64-bit id as a decimal string. */
const rowId = z.string().regex(/^\d{1,20}$/)
const id = z.string()

/** Rows of one answer at most: 20,000 rows of usual values are 1.3 MB, and a message is kept well below one. */
const mostRows = 10_000

/**
 * A part of a table's whole history: rows with ids below `before`, the highest first. A part that is not full is the last.
 * `column` is the one whose values are wanted; null: the first text that a person writes.
 */
export const historyQuery = z.object({
  table: z.string().min(1).max(200),
  column: z.string().min(1).max(200).nullable().default(null),
  before: rowId.nullable().default(null),
  limit: z.number().int().min(1).max(mostRows).default(mostRows),
})

/**
 * Rows column by column, the highest id first: a quarter of what objects would take. Times are whole microseconds since
 * 1970, UTC, as CAVE keeps them. A value is its text, cut after `longestValue` characters.
 */
export const historyPage = z.object({
  /** The column that the values are of; null where a schema has none. */
  column: z.string().nullable(),
  ids: z.array(id),
  created: z.array(z.number().int()),
  deleted: z.array(z.number().int().nullable()),
  supersededBy: z.array(id.nullable()),
  valid: z.array(z.boolean()),
  values: z.array(z.string().nullable()),
  /** True when rows with lower ids are left. */
  more: z.boolean(),
})
export type HistoryPage = z.infer<typeof historyPage>

/** Characters of a value; a longer one ends in an ellipsis, and is whole in the row's details. */
export const longestValue = 200

/** As `historyQuery`, of the rows that a version froze. */
export const snapshotQuery = historyQuery.extend({ version: z.number().int().min(1) })

export const snapshotPage = historyPage.pick({ column: true, ids: true, values: true, more: true })
export type SnapshotPage = z.infer<typeof snapshotPage>
