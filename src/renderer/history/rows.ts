import type { HistoryPage } from '../../shared/domain/history'

/** Stands for "never": later than any time. */
export const never = Number.POSITIVE_INFINITY
/** Stands for "no row". */
export const none = -1

/** Every row that ever was, column by column, by ascending id. A row is known by its place. */
export interface Rows {
  readonly count: number
  readonly ids: readonly string[]
  /** Microseconds since 1970. */
  readonly created: Float64Array
  /** `never` for a row that neither was superseded nor deleted. */
  readonly deleted: Float64Array
  /** The place of the row that superseded this one; `none` where nothing did, or it is not among these rows. */
  readonly next: Int32Array
  readonly supersededBy: readonly (string | null)[]
  readonly valid: readonly boolean[]
  readonly values: readonly (string | null)[]
  readonly places: ReadonlyMap<string, number>
}

/** The parts hold the highest ids first; here the lowest come first. */
const joined = <T>(parts: readonly HistoryPage[], of: (part: HistoryPage) => readonly T[]): T[] =>
  parts.flatMap((part) => of(part)).reverse()

/** `parts` as they are read: the highest ids first. */
export const rowsOf = (parts: readonly HistoryPage[]): Rows => {
  const ids = joined(parts, (part) => part.ids)
  const supersededBy = joined(parts, (part) => part.supersededBy)
  const deleted = joined(parts, (part) => part.deleted)
  const places = new Map<string, number>()
  for (const [place, id] of ids.entries()) places.set(id, place)
  const next = new Int32Array(ids.length)
  for (const [place, id] of supersededBy.entries())
    next[place] = id === null ? none : (places.get(id) ?? none)
  const ends = new Float64Array(ids.length)
  for (const [place, time] of deleted.entries()) ends[place] = time ?? never
  return {
    count: ids.length,
    ids,
    created: new Float64Array(joined(parts, (part) => part.created)),
    deleted: ends,
    next,
    supersededBy,
    valid: joined(parts, (part) => part.valid),
    values: joined(parts, (part) => part.values),
    places,
  }
}
