import { clock, day, duration } from '../components/format'
import { isoOf } from './micros'
import { lastAtOrBefore, type Scale } from './scale'
import type { Span } from './span'

export interface Tick {
  readonly unit: number
  readonly label: string
}

const second = 1_000_000
const minute = 60 * second
const hour = 60 * minute
const wholeDay = 24 * hour

/** Steps of the clock that a person counts in. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * 1000),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((count) => count * wholeDay),
]

/** Hours and minutes where the seconds say nothing, and fractions where they do not say enough. */
const labelOf = (time: number, step: number): string => {
  const iso = isoOf(Math.round(time))
  const told = clock(iso)
  if (step >= wholeDay || (step >= hour && told === '00:00:00')) return day(iso)
  if (step >= minute) return told.slice(0, 5)
  return step >= second ? told : `${told}.${iso.slice(20, 23)}`
}

/** The reader's own midnight is where days begin. */
const zoneOf = (time: number): number => new Date(time / 1000).getTimezoneOffset() * minute

const byClock = (scale: Scale, span: Span, most: number): readonly Tick[] => {
  const [from, to] = [scale.toTime(span.from), scale.toTime(span.to)]
  const step = steps.find((candidate) => (to - from) / candidate <= most) ?? wholeDay * 365
  const zone = zoneOf(from)
  const first = Math.ceil((from - zone) / step) * step + zone
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => {
    const time = first + index * step
    return { unit: scale.toUnit(time), label: labelOf(time, step) }
  })
}

/** Day and minute, as short as an axis has room for. */
const shortDay = (time: number): string => {
  const iso = isoOf(Math.round(time))
  return `${day(iso).replace(/ \d+$/, '')}, ${clock(iso).slice(0, 5)}`
}

/** By the clock; within the same second, by how much later it was. */
const sinceOf = (before: number | undefined, time: number): string => {
  const told = clock(isoOf(time))
  if (before === undefined || clock(isoOf(before)) !== told) return told
  const later = time - before
  return later < 1000 ? `+${later} µs` : `+${duration(later / 1000)}`
}

/** Where events are evenly spaced, every n-th of them is told by its time; so many that they do not touch. */
const byEvent = (scale: Scale, stops: Float64Array, span: Span, most: number): readonly Tick[] => {
  const first = Math.max(0, lastAtOrBefore(stops, scale.toTime(span.from)))
  const last = Math.min(stops.length - 1, lastAtOrBefore(stops, scale.toTime(span.to)) + 1)
  const every = Math.max(1, 2 ** Math.ceil(Math.log2((last - first + 1) / most)))
  const ticks: Tick[] = []
  for (let index = Math.ceil(first / every) * every; index <= last; index += every) {
    const time = stops[index] ?? 0
    const before = stops[index - every]
    const anotherDay = before !== undefined && day(isoOf(before)) !== day(isoOf(time))
    ticks.push({ unit: scale.toUnit(time), label: anotherDay ? shortDay(time) : sinceOf(before, time) })
  }
  return ticks
}

/** At most `most` moments along the axis. */
export const ticksOf = (scale: Scale, stops: Float64Array, span: Span, most: number): readonly Tick[] =>
  scale.kind === 'clock' ? byClock(scale, span, most) : byEvent(scale, stops, span, most)
