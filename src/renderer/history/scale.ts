/** How times lie along the map: from 0, the first moment, to 1, now. Beyond both it goes on evenly. */
export interface Scale {
  readonly kind: 'clock' | 'events'
  toUnit(time: number): number
  toTime(unit: number): number
  /** The smallest span that is worth zooming to. */
  readonly least: number
}

/** The last place in ascending `stops` at or before `time`; -1 before the first. */
export const lastAtOrBefore = (stops: Float64Array, time: number): number => {
  let [low, high] = [0, stops.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle] ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** A minute is as wide as any other. */
export const clockScale = (from: number, to: number): Scale => {
  // Of a single moment, a second is shown.
  const span = Math.max(to - from, 1_000_000)
  return {
    kind: 'clock',
    toUnit: (time) => (time - from) / span,
    toTime: (unit) => from + unit * span,
    // 200 microseconds: closer than any two rows of one edit.
    least: Math.min(1, 200 / span),
  }
}

/** From one event to the next is as wide as to any other: pauses shrink, and what happened at once comes apart. */
export const eventScale = (stops: Float64Array): Scale => {
  const last = stops.length - 1
  const at = (index: number): number => stops[index] ?? 0
  if (last < 1) return { ...clockScale(at(0), at(0)), kind: 'events' }
  return {
    kind: 'events',
    toUnit: (time) => {
      const index = Math.min(last - 1, Math.max(0, lastAtOrBefore(stops, time)))
      return (index + (time - at(index)) / (at(index + 1) - at(index))) / last
    },
    toTime: (unit) => {
      const index = Math.min(last - 1, Math.max(0, Math.floor(unit * last)))
      return at(index) + (unit * last - index) * (at(index + 1) - at(index))
    },
    // Half of the way between two events.
    least: 0.5 / last,
  }
}

/** Of all pauses, the longest quarter; chance alone makes it three fifths of the whole time. */
const longest = 0.25
const most = 0.8

/** Whether the clock would press most events into each other: a day's pause after a minute of work does. */
export const isCrowded = (stops: Float64Array): boolean => {
  const pauses = stops.subarray(1).map((time, index) => time - (stops[index] ?? 0))
  const whole = (stops.at(-1) ?? 0) - (stops[0] ?? 0)
  const long = pauses.sort().subarray(Math.floor(pauses.length * (1 - longest)))
  return pauses.length >= 3 && long.reduce((sum, pause) => sum + pause, 0) > whole * most
}
