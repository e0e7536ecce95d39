import type { RowDigest } from './row-digests'

/** Two rows that belong together, or one that the other side lacks. */
export interface Pair {
  readonly earlier: bigint | null
  readonly later: bigint | null
}

export interface Difference {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly unchanged: number
  /** Rows that differ, by the id that they have in the later version (a removed one by its last id). */
  readonly pairs: readonly Pair[]
}

/** Where an earlier row's lineage goes on: ids of the rows that came after it, nearest first. */
export type Followers = (
  ids: readonly bigint[],
  among: ReadonlySet<bigint>,
) => Promise<ReadonlyMap<bigint, bigint>>

interface Split {
  /** Rows of the same id in both, that differ. */
  readonly changed: bigint[]
  readonly gone: Map<bigint, string>
  readonly fresh: Map<bigint, string>
  unchanged: number
}

/** Walks both sides by ascending id at once; only rows that differ are kept. */
const split = async (
  earlier: AsyncGenerator<RowDigest>,
  later: AsyncGenerator<RowDigest>,
): Promise<Split> => {
  const out: Split = { changed: [], gone: new Map(), fresh: new Map(), unchanged: 0 }
  let [left, right] = await Promise.all([earlier.next(), later.next()])
  while (left.done !== true || right.done !== true) {
    if (right.done === true || (left.done !== true && left.value.id < right.value.id)) {
      if (left.done !== true) out.gone.set(left.value.id, left.value.digest)
      left = await earlier.next()
    } else if (left.done === true || right.value.id < left.value.id) {
      out.fresh.set(right.value.id, right.value.digest)
      right = await later.next()
    } else {
      if (left.value.digest === right.value.digest) out.unchanged += 1
      else out.changed.push(left.value.id)
      ;[left, right] = await Promise.all([earlier.next(), later.next()])
    }
  }
  return out
}

const placeOf = ({ earlier, later }: Pair): bigint => later ?? earlier ?? 0n

const byPlace = (a: Pair, b: Pair): number => {
  const difference = placeOf(a) - placeOf(b)
  return difference < 0n ? -1 : Number(difference > 0n)
}

/** A row that was edited has another id in the later version: such rows are matched through their lineage. */
export const differenceOf = async (
  earlier: AsyncGenerator<RowDigest>,
  later: AsyncGenerator<RowDigest>,
  followers: Followers,
): Promise<Difference> => {
  const { changed, gone, fresh, unchanged } = await split(earlier, later)
  const pairs: Pair[] = changed.map((id) => ({ earlier: id, later: id }))
  let same = unchanged
  const matches = await followers([...gone.keys()], new Set(fresh.keys()))
  for (const [from, to] of matches) {
    const digest = fresh.get(to)
    // Two rows that say that the same one superseded them are damaged data: the first is matched, the other was removed.
    if (digest === undefined) continue
    if (gone.get(from) === digest) same += 1
    else pairs.push({ earlier: from, later: to })
    gone.delete(from)
    fresh.delete(to)
  }
  const counts = { added: fresh.size, removed: gone.size, changed: pairs.length, unchanged: same }
  for (const id of gone.keys()) pairs.push({ earlier: id, later: null })
  for (const id of fresh.keys()) pairs.push({ earlier: null, later: id })
  return { ...counts, pairs: pairs.sort(byPlace) }
}
