import { moment } from '../components/format'
import { predecessorsOf } from './events'
import { headOf, rowsIn, type Lanes } from './lanes'
import { isoOf } from './micros'
import type { Cut, History } from './picture'
import { never, none, type Rows } from './rows'
import { historyTexts } from './texts'

const texts = historyTexts

/** A moment as the reader's clock tells it. */
export const told = (micros: number): string => moment(isoOf(micros))

/** Numbers of the versions that were made while the row was live. */
const versionsOf = (rows: Rows, cuts: readonly Cut[], place: number): readonly number[] =>
  cuts
    .filter(
      ({ holds, time }) =>
        holds && (rows.created[place] ?? never) <= time && (rows.deleted[place] ?? never) > time,
    )
    .map(({ version }) => version.version)

/**
 * How many of the rows no version was made of while they were live. Only a version looks supervoxels up, so live_live_query leaves
 * these out (CAVE-FACTS 5 and 6).
 */
export const notLookedUp = (rows: Rows, cuts: readonly Cut[], places: Int32Array): number =>
  places.filter((place) => versionsOf(rows, cuts, place).length === 0).length

const named = (versions: readonly number[]): string => versions.map((number) => `v${number}`).join(', ')

export const versionsTold = (rows: Rows, cuts: readonly Cut[], place: number): string =>
  named(versionsOf(rows, cuts, place))

/** How a row came and what became of it, in words. */
export const storiesOf = (rows: Rows): ((place: number) => string) => {
  const before = predecessorsOf(rows)
  return (place) => {
    const old = before[place] ?? none
    const came = old === none ? texts.story.added : texts.story.edited(rows.ids[old] ?? '')
    const next = rows.supersededBy[place] ?? null
    if (next !== null) return `${came}, ${texts.story.superseded(next)}`
    return `${came}, ${rows.deleted[place] === never ? texts.story.now : texts.story.deleted}`
  }
}

/** What became of a row until now, as seen from a moment at which it was live. */
export const sinceThen = ({ rows, lanes }: Pick<History, 'rows' | 'lanes'>, place: number): string => {
  const head = headOf(lanes, lanes.of[place] ?? none)
  if (rows.deleted[head] !== never) return texts.since.deleted
  if (head === place) return texts.since.same
  const value = rows.values[head] ?? null
  return value === null || value === rows.values[place]
    ? texts.since.again(rows.ids[head] ?? '')
    : texts.since.now(value)
}

/** The ids of a lineage, oldest first; of a long one the ends, and those round `place`. */
export const lineageTold = (
  { rows, lanes }: { readonly rows: Rows; readonly lanes: Lanes },
  place: number,
): string => {
  const all = Array.from(rowsIn(lanes, lanes.of[place] ?? none))
  const at = all.indexOf(place)
  const kept = (index: number): boolean =>
    all.length <= 6 || index === 0 || index === all.length - 1 || Math.abs(index - at) <= 1
  return all
    .flatMap((each, index) => {
      if (kept(index)) return [rows.ids[each] ?? '']
      return kept(index - 1) ? ['…'] : []
    })
    .join(' → ')
}
