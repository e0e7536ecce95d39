import { createStore, type StoreApi } from 'zustand/vanilla'
import { gutterOf, laneHeights, type Frame } from './frame'
import type { Scale } from './scale'
import { whole, within, type Span } from './span'

/** What of the map is in view, where its time cursor stands, and which row is looked at. Kept outside of React: it changes with each frame. */
export interface MapState {
  readonly width: number
  readonly height: number
  readonly span: Span
  readonly laneHeight: number
  readonly top: number
  /** Microseconds; null: now, which goes on. */
  readonly cursor: number | null
  /** Id of the row whose details stand open. */
  readonly picked: string | null
  /** Id of the row under the pointer. */
  readonly hovered: string | null
  /** Where the pointer is, from the left. */
  readonly pointer: number
}

export type MapStore = StoreApi<MapState>

/** Pixels of lanes that a map opens with at most; more are scrolled to. */
export const roomAtFirst = 380
/** Lanes that fit into this many are drawn tall. */
export const roomyUntil = 300

export const createMapStore = (laneHeight: number): MapStore =>
  createStore<MapState>()(() => ({
    width: 0,
    height: 0,
    span: whole,
    laneHeight,
    top: 0,
    cursor: null,
    picked: null,
    hovered: null,
    pointer: 0,
  }))

export const frameOf = ({ width, height, span, laneHeight, top }: MapState): Frame => ({
  width,
  height,
  gutter: gutterOf(width, laneHeight),
  span,
  laneHeight,
  top,
})

/** The lane height that shows as many lanes as there are, where they are few; else one that can still be read. */
export const fittingLane = (lanes: number, room: number): number =>
  laneHeights.find((height) => height >= 32 && lanes * height <= room) ?? 32

/** One step taller (-1) or flatter (1). */
export const nextLane = (height: number, step: 1 | -1): number => {
  const at = laneHeights.findIndex((known) => known === height)
  return laneHeights[at + step] ?? height
}

/** The same moments in view on another scale: an edit that arrives, or another spacing, moves nobody elsewhere. */
export const rescaled = (span: Span, from: Scale, to: Scale): Span => {
  if (span === whole) return whole
  return within({ from: to.toUnit(from.toTime(span.from)), to: to.toUnit(from.toTime(span.to)) }, to.least)
}
