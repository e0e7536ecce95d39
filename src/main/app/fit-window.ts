import type { Bounds } from '../home/window-place'

/** So much of a window's upper edge must be on a screen for it to be taken hold of. */
const grip = { width: 100, height: 32 } as const

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom))

const shared = (one: Bounds, other: Bounds): number =>
  overlap(one.x, one.width, other.x, other.width) * overlap(one.y, one.height, other.y, other.height)

const within = (from: number, length: number, areaFrom: number, areaLength: number): number =>
  Math.max(areaFrom, Math.min(from, areaFrom + areaLength - length))

/**
 * Where a window that was at `wanted` opens on the screens that there are now, by their areas without task bars. Undefined where none of
 * them has enough of it to be taken hold of: its screen is gone, and the system chooses a place.
 */
export const fitWindow = (wanted: Bounds, areas: readonly Bounds[]): Bounds | undefined => {
  const upperEdge = { ...wanted, height: grip.height }
  const reachable = areas.filter(
    (area) =>
      overlap(upperEdge.x, upperEdge.width, area.x, area.width) >= Math.min(grip.width, wanted.width) &&
      overlap(upperEdge.y, upperEdge.height, area.y, area.height) > 0,
  )
  const [area] = [...reachable].sort((one, other) => shared(wanted, other) - shared(wanted, one))
  if (area === undefined) return undefined
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  return {
    width,
    height,
    x: within(wanted.x, width, area.x, area.width),
    y: within(wanted.y, height, area.y, area.height),
  }
}
