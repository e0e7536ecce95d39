import type { Version } from '../../shared/domain/version'
import { isOpenable } from '../versions/version-state'
import { microsOf } from './micros'
import type { Lanes } from './lanes'
import { none, type Rows } from './rows'

/** The rows that were live at a time, by ascending id: what stands in the live table then, as `live_live_query` asks for it. */
export const worldAt = ({ created, deleted, count }: Rows, time: number): Int32Array => {
  const found = new Int32Array(count)
  let length = 0
  for (let place = 0; place < count; place += 1)
    if ((created[place] ?? 0) <= time && (deleted[place] ?? 0) > time) found[length++] = place
  return found.subarray(0, length)
}

/** The version whose moment is exactly this one. */
export const versionAt = (versions: readonly Version[], time: number): Version | undefined =>
  versions.find((version) => isOpenable(version) && microsOf(version.timeStamp) === time)

/** The version that caveclient's `live_query` stands on: the newest that is valid, at or before its timestamp. */
export const baseOfLiveQuery = (versions: readonly Version[], time: number): Version | undefined =>
  versions
    .filter((version) => isOpenable(version) && microsOf(version.timeStamp) <= time)
    .reduce<Version | undefined>(
      (newest, version) => (newest === undefined || version.version > newest.version ? version : newest),
      undefined,
    )

/** A row as an answer holds it. */
export interface Held {
  readonly id: string
  readonly value: string | null
}

export type Difference = 'same' | 'edited' | 'added' | 'deleted'

/** One lineage in both answers: what the live table holds, and what a version still says. */
export interface Pair {
  readonly lane: number
  readonly live: Held | null
  readonly frozen: Held | null
  readonly difference: Difference
}

const differenceOf = (live: Held | null, frozen: Held | null): Difference => {
  if (live === null) return 'deleted'
  if (frozen === null) return 'added'
  return live.id === frozen.id ? 'same' : 'edited'
}

/** Both answers side by side, matched by lineage; in the order of the lanes, rows that are not in the live table any more last. */
export const sideBySide = (
  rows: Rows,
  lanes: Lanes,
  world: Int32Array,
  frozen: readonly Held[],
): readonly Pair[] => {
  const left = new Map<number, Held[]>()
  const right = new Map<number, Held[]>()
  const unknown: Pair[] = []
  const put = (side: Map<number, Held[]>, lane: number, held: Held): void => {
    const known = side.get(lane)
    if (known === undefined) side.set(lane, [held])
    else known.push(held)
  }
  for (const place of world)
    put(left, lanes.of[place] ?? none, { id: rows.ids[place] ?? '', value: rows.values[place] ?? null })
  for (const held of frozen) {
    const place = rows.places.get(held.id)
    if (place === undefined) unknown.push({ lane: none, live: null, frozen: held, difference: 'deleted' })
    else put(right, lanes.of[place] ?? none, held)
  }
  const both = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => a - b)
  const pairs = both.flatMap((lane) => {
    const [live, old] = [left.get(lane) ?? [], right.get(lane) ?? []]
    return Array.from({ length: Math.max(live.length, old.length) }, (_, index): Pair => {
      const [a, b] = [live[index] ?? null, old[index] ?? null]
      return { lane, live: a, frozen: b, difference: differenceOf(a, b) }
    })
  })
  return [...pairs, ...unknown]
}
