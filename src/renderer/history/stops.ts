import { lastAtOrBefore } from './scale'

/** Where a key takes the time cursor: to the next or the previous stop, or past the ends to where it is. */
export const stepFrom = (stops: Float64Array, time: number, direction: 1 | -1): number => {
  const at = lastAtOrBefore(stops, time)
  const standing = stops[at] === time
  const next = direction === 1 ? at + 1 : standing ? at - 1 : at
  return stops[Math.min(stops.length - 1, Math.max(0, next))] ?? time
}

/** The stop that is nearest to a time, and how far it is; null where there is none. */
export const nearest = (stops: Float64Array, time: number): number | null => {
  const at = lastAtOrBefore(stops, time)
  const before = stops[at]
  const after = stops[at + 1]
  if (before === undefined || after === undefined) return before ?? after ?? null
  return time - before <= after - time ? before : after
}
