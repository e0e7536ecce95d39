import { unitOf, xOf, type Frame } from './frame'
import type { Picture } from './picture'
import { nearest } from './stops'

/** Pixels within which the cursor jumps to a version, and to an event. */
const versionReach = 9
const eventReach = 6

/** Where the cursor stands when it is put at `x`: on a version, on an event, or freely between; null: now. */
export const snapped = (frame: Frame, picture: Picture, x: number, reach = versionReach): number | null => {
  const { scale, stops, cuts, now } = picture
  const distance = (time: number): number => Math.abs(xOf(frame, scale.toUnit(time)) - x)
  const wanted = scale.toTime(unitOf(frame, x))
  if (wanted >= now) return null
  const version = cuts
    .map(({ time }) => time)
    .filter((time) => distance(time) <= reach)
    .sort((a, b) => distance(a) - distance(b))[0]
  if (version !== undefined) return version
  const event = nearest(stops, wanted)
  if (event !== null && distance(event) <= eventReach) return event === now ? null : event
  return Math.max(stops[0] ?? wanted, Math.round(wanted))
}
