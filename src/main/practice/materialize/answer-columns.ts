import type { TableColumn } from '../annotation/columns'
import { aborted } from '../annotation/refusal'
import type { TextRow } from '../databases'
import { decodePoint } from '../geometry'
import { arrowKinds, type ArrowColumn } from './arrow-stream'
import type { Resolution, Source } from './source'

/** One column of an answer. */
export interface SelectedColumn {
  readonly source: Source
  readonly column: TableColumn
  /** Its name in the answer; a position `p` answers as p_x, p_y and p_z. */
  readonly label: string
}

const roundHalfEven = (value: number): number => {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

const widest = 2 ** 31

/** x, y and z as CAST(ST_X(...) AS INTEGER) gives them, times the ratio of resolutions where there is one. */
const positionColumns = (
  label: string,
  cells: readonly (string | null)[],
  own: Resolution,
  asked: Resolution,
): readonly ArrowColumn[] => {
  const ratio = own.map((size, axis) => size / (asked[axis] ?? size))
  const kind = ratio.some((factor) => factor !== 1) ? arrowKinds.scaled : arrowKinds.integer
  const points = cells.map((hex) => (hex === null ? undefined : decodePoint(hex)))
  return ratio.map((factor, axis) => ({
    name: `${label}_${'xyz'.charAt(axis)}`,
    kind,
    values: points.map((point) => {
      if (point === undefined) return null
      const voxel = roundHalfEven(point[axis] ?? 0)
      if (voxel >= widest || voxel < -widest) throw aborted(400, `${label}: integer out of range`)
      return voxel * factor
    }),
  }))
}

/** The rows of a query in Arrow's columns; positions are scaled to `resolution`. */
export const answerColumns = (
  selected: readonly SelectedColumn[],
  rows: readonly TextRow[],
  resolution: Resolution,
): readonly ArrowColumn[] =>
  selected.flatMap(({ source, column: { type }, label }, place) => {
    const cells = rows.map((row) => row[place] ?? null)
    // No query selects a time: those are columns of the live table's history alone.
    if (type === 'timestamp') return []
    if (type === 'geometry') return positionColumns(label, cells, source.resolution, resolution)
    const kind = arrowKinds[type]
    return [{ name: label, kind, values: cells.map((cell) => (cell === null ? null : kind.read(cell))) }]
  })
