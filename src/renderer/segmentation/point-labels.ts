import type { Landing } from '../../shared/domain/segmentation'

export interface PointLabel {
  readonly key: string
  readonly text: string
  readonly x: number
  readonly y: number
  /** Which side of its point it stands on. */
  readonly side: 'start' | 'end'
}

const longest = 22
/** In pixels: a letter's width, a line's height, and the room between a point's middle and its name. */
const [letter, line, gap] = [6.8, 16, 14]

const shown = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text

export const landingKey = ({ row, column }: Pick<Landing, 'row' | 'column'>): string => `${row} ${column}`

/** What the points are called, as far as one can be read beside the other. `px`: voxels that make a pixel. */
export const pointLabels = (points: readonly Landing[], right: number, px: number): readonly PointLabel[] => {
  const placed: { left: number; right: number; y: number }[] = []
  return points.flatMap((point) => {
    const text = shown(point.value ?? '')
    const [x, y] = point.voxel
    const width = text.length * letter * px
    const side = x + gap * px + width > right ? 'end' : 'start'
    const left = side === 'start' ? x + gap * px : x - gap * px - width
    const hides = placed.some(
      (other) => left < other.right && other.left < left + width && Math.abs(other.y - y) < line * px,
    )
    if (text === '' || hides) return []
    placed.push({ left, right: left + width, y })
    return [{ key: landingKey(point), text, x: side === 'start' ? x + gap * px : x - gap * px, y, side }]
  })
}
