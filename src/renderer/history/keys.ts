import { rowsIn } from './lanes'
import { laneHeights } from './frame'
import { nextLane, type MapState } from './map-state'
import type { Picture } from './picture'
import { none } from './rows'
import { panned, revealing, whole, zoomed } from './span'
import { stepFrom } from './stops'

/** As much of a key event as the map looks at. */
export interface Key {
  readonly key: string
  readonly shiftKey: boolean
}

/** The row of a lane that stands at a time: the one that lives then, else the last that began before, else the first. */
export const rowAtTime = (picture: Picture, lane: number, time: number): number => {
  const rows = rowsIn(picture.lanes, lane)
  const begun = rows.filter((place) => (picture.rows.created[place] ?? 0) <= time)
  return begun.at(-1) ?? rows[0] ?? none
}

const idAt = (picture: Picture, lane: number, time: number): string | null =>
  picture.rows.ids[rowAtTime(picture, lane, time)] ?? null

const laneOf = ({ rows, lanes }: Picture, id: string | null): number =>
  id === null ? none : (lanes.of[rows.places.get(id) ?? none] ?? none)

/** The time cursor at another moment: brought into view, and the row that is looked at goes along in its lane. */
const moveCursor = (state: MapState, picture: Picture, time: number): Partial<MapState> => {
  const { now, scale, stops } = picture
  const at = Math.min(now, Math.max(stops[0] ?? now, time))
  const lane = laneOf(picture, state.picked)
  return {
    cursor: at >= now ? null : at,
    span: revealing(state.span, scale.toUnit(at), scale.least),
    ...(lane !== none && { picked: idAt(picture, lane, at) }),
  }
}

const moveLane = (state: MapState, picture: Picture, step: 1 | -1): Partial<MapState> => {
  const { shown, now } = picture
  if (shown.length === 0) return {}
  const at = picture.indexOf(laneOf(picture, state.picked))
  const first = step === 1 ? 0 : shown.length - 1
  const index = at === none ? first : Math.min(shown.length - 1, Math.max(0, at + step))
  return { picked: idAt(picture, shown[index] ?? none, state.cursor ?? now) }
}

const versionStops = ({ cuts }: Picture): Float64Array =>
  Float64Array.from(cuts.map(({ time }) => time)).sort()

/** Past the last version comes now. */
const moveVersion = (state: MapState, picture: Picture, direction: 1 | -1): Partial<MapState> => {
  const at = state.cursor ?? picture.now
  const next = stepFrom(versionStops(picture), at, direction)
  const over = direction === 1 && next <= at
  return moveCursor(state, picture, over ? picture.now : next)
}

const zoom = (state: MapState, picture: Picture, factor: number): Partial<MapState> => {
  const { scale, now } = picture
  const unit = scale.toUnit(state.cursor ?? now)
  const place = (unit - state.span.from) / (state.span.to - state.span.from)
  // Round the cursor where it is in view.
  const fixed = place >= 0 && place <= 1 ? place : 0.5
  return { span: zoomed(state.span, factor, fixed, scale.least) }
}

export const zoomStep = 1.6

type Act = (state: MapState, picture: Picture, shift: boolean) => Partial<MapState>

const sideways =
  (direction: 1 | -1): Act =>
  (state, picture, shift) =>
    shift
      ? { span: panned(state.span, 0.2 * direction, picture.scale.least) }
      : moveCursor(state, picture, stepFrom(picture.stops, state.cursor ?? picture.now, direction))

const named: Readonly<Record<string, Act>> = {
  ArrowRight: sideways(1),
  ArrowLeft: sideways(-1),
  ArrowDown: (state, picture) => moveLane(state, picture, 1),
  ArrowUp: (state, picture) => moveLane(state, picture, -1),
  Home: (state, picture) => moveCursor(state, picture, picture.stops[0] ?? 0),
  End: (state, picture) => moveCursor(state, picture, picture.now),
  PageDown: (state, picture) => moveVersion(state, picture, 1),
  PageUp: (state, picture) => moveVersion(state, picture, -1),
  '+': (state, picture) => zoom(state, picture, 1 / zoomStep),
  '=': (state, picture) => zoom(state, picture, 1 / zoomStep),
  '-': (state, picture) => zoom(state, picture, zoomStep),
  '0': () => ({ span: whole }),
  '[': ({ laneHeight }) => ({ laneHeight: nextLane(laneHeight, 1) }),
  ']': ({ laneHeight }) => ({ laneHeight: nextLane(laneHeight, -1) }),
  Escape: () => ({ picked: null, hovered: null }),
}
const acts = new Map(Object.entries(named))

/** What a key changes; null: it is none of the map's. */
export const pressed = (
  { key, shiftKey }: Key,
  state: MapState,
  picture: Picture,
): Partial<MapState> | null => acts.get(key)?.(state, picture, shiftKey) ?? null

export const isFlattest = (height: number): boolean => height === laneHeights.at(-1)
export const isTallest = (height: number): boolean => height === laneHeights[0]
