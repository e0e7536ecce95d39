import { headOf, rowsIn, type Lanes } from './lanes'
import { never, none, type Rows } from './rows'

/** The row that each row superseded; `none` for one that began its lineage. Of several, the newest. */
export const predecessorsOf = ({ next, count }: Rows): Int32Array => {
  const before = new Int32Array(count).fill(none)
  next.forEach((following, place) => {
    if (following !== none && following !== place) before[following] = place
  })
  return before
}

/** How a row came, or that nothing follows it. */
export interface Moments {
  /** When each row stood: for an edit, once the old row is marked too, which CAVE does some milliseconds later. */
  readonly stood: Float64Array
  /** When each row was deleted without a successor; `never` for the others. */
  readonly ended: Float64Array
}

export const momentsOf = (rows: Rows): Moments => {
  const stood = rows.created.slice()
  const before = predecessorsOf(rows)
  before.forEach((old, place) => {
    const marked = old === none ? never : (rows.deleted[old] ?? never)
    if (marked !== never) stood[place] = Math.max(stood[place] ?? 0, marked)
  })
  const ended = rows.deleted.map((time, place) => (rows.next[place] === none ? time : never))
  return { stood, ended }
}

/** All times at which something changed, each once, ascending; `more` are those of the versions. */
export const stopsOf = ({ stood, ended }: Moments, more: readonly number[]): Float64Array => {
  const all = Float64Array.from([...stood, ...ended.filter((time) => time !== never), ...more]).sort()
  return all.filter((time, index) => time !== all[index - 1])
}

/** The lane's newest row is deleted. */
export const isEnded = (rows: Rows, lanes: Lanes, lane: number): boolean =>
  rows.deleted[headOf(lanes, lane)] !== never

/** The lane has more than one row. */
export const isEdited = (lanes: Lanes, lane: number): boolean => rowsIn(lanes, lane).length > 1
