import { none } from './rows'
import { rowsIn } from './lanes'
import type { Picture } from './picture'
import type { Span } from './span'

/** Where the map is drawn, in CSS pixels: labels of the lanes to the left, the axis above, the versions below. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly gutter: number
  readonly span: Span
  readonly laneHeight: number
  /** How far the lanes are scrolled. */
  readonly top: number
}

export const axisHeight = 32
export const footHeight = 30
/** Heights of a lane: two lines of text, one, a small one, and then only colour. */
export const laneHeights = [46, 32, 20, 10, 4, 2] as const
/** A block is never narrower, so that a row of a millisecond is seen. */
const leastWidth = 2

/** Lanes too flat for a word need no room for one. */
export const isWordless = (laneHeight: number): boolean => laneHeight < 20

export const gutterOf = (width: number, laneHeight: number): number =>
  isWordless(laneHeight) ? 16 : width < 720 ? 104 : 176

export const plotWidth = ({ width, gutter }: Frame): number => Math.max(1, width - gutter)
export const lanesHeight = ({ height }: Pick<Frame, 'height'>): number =>
  Math.max(0, height - axisHeight - footHeight)

/** Where the lanes end and the versions' names begin. */
export const plotBottom = ({ height }: Pick<Frame, 'height'>): number => height - footHeight

export const xOf = (frame: Frame, unit: number): number =>
  frame.gutter + ((unit - frame.span.from) / (frame.span.to - frame.span.from)) * plotWidth(frame)
export const unitOf = (frame: Frame, x: number): number =>
  frame.span.from + ((x - frame.gutter) / plotWidth(frame)) * (frame.span.to - frame.span.from)

export const laneTop = (frame: Frame, index: number): number =>
  axisHeight + index * frame.laneHeight - frame.top

/** Which of the shown lanes are in view: the first, and the one after the last. */
export const lanesInView = (frame: Frame, shown: number): readonly [first: number, end: number] => [
  Math.max(0, Math.floor(frame.top / frame.laneHeight)),
  Math.min(shown, Math.ceil((frame.top + lanesHeight(frame)) / frame.laneHeight)),
]

/** Air above and below a block. */
const insetOf = (laneHeight: number): number =>
  laneHeight >= 46 ? 4 : laneHeight >= 32 ? 3 : laneHeight >= 20 ? 2 : laneHeight >= 4 ? 1 : 0

export interface Block {
  readonly place: number
  readonly lane: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const blockOf = (frame: Frame, picture: Picture, index: number, place: number): Block => {
  const inset = insetOf(frame.laneHeight)
  const x = xOf(frame, picture.from[place] ?? 0)
  return {
    place,
    lane: picture.shown[index] ?? none,
    x,
    y: laneTop(frame, index) + inset,
    width: Math.max(leastWidth, xOf(frame, picture.to[place] ?? 0) - x),
    height: Math.max(1, frame.laneHeight - 2 * inset),
  }
}

/** Rows closer together than this many pixels are drawn as one: a lineage of 10,000 edits is no more work than its width. */
const apart = 0.8

/** Every block in view, lane by lane, the oldest first. */
export const blocksInView = (frame: Frame, picture: Picture): readonly Block[] => {
  const blocks: Block[] = []
  const [first, end] = lanesInView(frame, picture.shown.length)
  for (let index = first; index < end; index += 1) {
    let drawn = Number.NEGATIVE_INFINITY
    for (const place of rowsIn(picture.lanes, picture.shown[index] ?? none)) {
      const block = blockOf(frame, picture, index, place)
      const right = block.x + block.width
      if (right < frame.gutter || block.x > frame.width || right < drawn + apart) continue
      drawn = right
      blocks.push(block)
    }
  }
  return blocks
}

/** The block of a row, wherever it is; null while its lane is not shown. */
export const blockFor = (frame: Frame, picture: Picture, place: number): Block | null => {
  const index = picture.indexOf(picture.lanes.of[place] ?? none)
  return index === none ? null : blockOf(frame, picture, index, place)
}

/** The index of the shown lane at a height; `none` beyond them. */
export const laneIndexAt = (frame: Frame, picture: Picture, y: number): number => {
  if (y < axisHeight || y >= plotBottom(frame)) return none
  const index = Math.floor((y - axisHeight + frame.top) / frame.laneHeight)
  return index < picture.shown.length ? index : none
}

/** The newest row whose block lies under a point; a narrow one is met from a little beside it. */
export const rowUnder = (frame: Frame, picture: Picture, x: number, y: number): number => {
  const index = laneIndexAt(frame, picture, y)
  if (index === none || x < frame.gutter) return none
  const newestFirst = Array.from(rowsIn(picture.lanes, picture.shown[index] ?? none)).reverse()
  const hit = (slack: number): number | undefined =>
    newestFirst.find((place) => {
      const block = blockOf(frame, picture, index, place)
      return x >= block.x - slack && x <= block.x + block.width + slack
    })
  return hit(0) ?? hit(3) ?? none
}
