import { limits } from './limits'
import type { ReadRow } from './read-rows'

/** Parts that one call takes each: by number of rows, and by length, for one message holds so much. */
export const inBatches = (rows: readonly ReadRow[]): readonly (readonly ReadRow[])[] => {
  const batches: ReadRow[][] = []
  let length = Infinity
  for (const row of rows) {
    const own = JSON.stringify(row.body).length
    const current = batches.at(-1)
    if (current === undefined || current.length >= limits.batchRows || length + own > limits.batchLength) {
      batches.push([row])
      length = own
    } else {
      current.push(row)
      length += own
    }
  }
  return batches
}
