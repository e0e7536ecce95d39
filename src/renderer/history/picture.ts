import type { Version } from '../../shared/domain/version'
import { isOpenable } from '../versions/version-state'
import { stopsOf, type Moments } from './events'
import type { Lanes } from './lanes'
import { microsOf } from './micros'
import { never, none, type Rows } from './rows'
import { clockScale, eventScale, type Scale } from './scale'

/** A table's whole history as it was read. */
export interface History {
  readonly rows: Rows
  readonly lanes: Lanes
  readonly moments: Moments
  /** The column that the values are of; null where the schema has none. */
  readonly column: string | null
  /** When it was read, or its last event where a clock is behind: what is live is live until here. */
  readonly now: number
  /** False where older rows were left out, for there are too many. */
  readonly complete: boolean
}

/** All that the map draws and where it lies along it. */
export interface Picture extends Pick<History, 'rows' | 'lanes'> {
  readonly scale: Scale
  /** Events, versions and now. */
  readonly stops: Float64Array
  readonly now: number
  readonly cuts: readonly Cut[]
  /** Where each row begins and ends, in units of the scale. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** The lanes that are shown, from top to bottom. */
  readonly shown: Int32Array
  /** The index of a lane among those shown; `none` for one that is not. */
  indexOf(lane: number): number
}

/** A version as a vertical cut. */
export interface Cut {
  readonly version: Version
  readonly time: number
  /** It holds this table, and can be opened. */
  readonly holds: boolean
}

export const cutsOf = (versions: readonly Version[], table: string): readonly Cut[] =>
  versions.map((version) => ({
    version,
    time: microsOf(version.timeStamp),
    holds: isOpenable(version) && version.tables.some(({ name }) => name === table),
  }))

/** Where the keys stop: each event, each version, and now, the last one. */
export const timelineOf = ({ moments, now }: History, cuts: readonly Cut[]): Float64Array =>
  stopsOf(moments, [...cuts.map(({ time }) => time), Math.max(now, ...cuts.map(({ time }) => time + 1))])

const scaleOf = (kind: Scale['kind'], stops: Float64Array): Scale =>
  kind === 'events' ? eventScale(stops) : clockScale(stops[0] ?? 0, stops.at(-1) ?? 0)

export const pictureOf = (
  { rows, lanes }: Pick<History, 'rows' | 'lanes'>,
  cuts: readonly Cut[],
  stops: Float64Array,
  kind: Scale['kind'],
  shown: Int32Array,
): Picture => {
  const scale = scaleOf(kind, stops)
  const now = stops.at(-1) ?? 0
  const indices = new Int32Array(lanes.count).fill(none)
  shown.forEach((lane, index) => (indices[lane] = index))
  return {
    rows,
    lanes,
    scale,
    stops,
    now,
    cuts,
    shown,
    from: rows.created.map((time) => scale.toUnit(time)),
    to: rows.deleted.map((time) => scale.toUnit(time === never ? now : time)),
    indexOf: (lane) => indices[lane] ?? none,
  }
}
