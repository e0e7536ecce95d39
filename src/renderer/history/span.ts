/** The part of the map's width that is in view, in the units of its scale. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A little air before the first moment and after now. */
export const whole: Span = { from: -0.015, to: 1.03 }

const wide = whole.to - whole.from

export const isWhole = ({ from, to }: Span): boolean => to - from >= wide * 0.999

/** No closer than `least`, no wider than the whole, and nothing beyond its ends. */
export const within = ({ from, to }: Span, least: number): Span => {
  const width = Math.min(wide, Math.max(Math.min(least, wide), to - from))
  const middle = (from + to) / 2
  const start = Math.min(whole.to - width, Math.max(whole.from, middle - width / 2))
  return { from: start, to: start + width }
}

/** `factor` below 1 comes closer; the moment at `place` (0 the left edge, 1 the right) stays where it is. */
export const zoomed = (span: Span, factor: number, place: number, least: number): Span => {
  const width = span.to - span.from
  const next = Math.min(wide, Math.max(Math.min(least, wide), width * factor))
  const fixed = span.from + width * place
  return within({ from: fixed - next * place, to: fixed + next * (1 - place) }, least)
}

/** Moved by a share of its own width. */
export const panned = (span: Span, share: number, least: number): Span => {
  const by = (span.to - span.from) * share
  return within({ from: span.from + by, to: span.to + by }, least)
}

/** Moved no further than needed to have `unit` in view, with a little air round it. */
export const revealing = (span: Span, unit: number, least: number): Span => {
  const air = (span.to - span.from) * 0.08
  if (unit < span.from + air)
    return within({ from: unit - air, to: unit - air + (span.to - span.from) }, least)
  if (unit > span.to - air) return within({ from: unit + air - (span.to - span.from), to: unit + air }, least)
  return span
}
