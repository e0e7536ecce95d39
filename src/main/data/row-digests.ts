import { z } from 'zod'
import { quoted } from './catalogue'
import type { Snapshot } from './versions'

/** A row's id and a digest of its other cells. */
export interface RowDigest {
  readonly id: bigint
  readonly digest: string
}

const rowsAtOnce = 20_000
const found = z.object({ id: z.string(), digest: z.string() })

/** Every row of a snapshot by ascending id, a bounded number of them in memory. */
export async function* rowDigests(
  { database, relation }: Snapshot,
  columns: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<RowDigest> {
  // Digest of a text form that tells NULL from an empty text; the columns come in one order for both snapshots.
  const cells = columns.length === 0 ? 'NULL' : columns.map(quoted).join(', ')
  const text = `SELECT id::text AS id, md5(ROW(${cells})::text) AS digest FROM ${quoted(relation.name)}
    WHERE id > $1::bigint ORDER BY ${quoted(relation.name)}.id LIMIT ${String(rowsAtOnce)}`
  let last = '-9223372036854775808'
  for (;;) {
    signal.throwIfAborted()
    const rows = await database.read(found, { text, values: [last] })
    for (const row of rows) yield { id: BigInt(row.id), digest: row.digest }
    const end = rows.at(-1)
    if (end === undefined || rows.length < rowsAtOnce) return
    last = end.id
  }
}
