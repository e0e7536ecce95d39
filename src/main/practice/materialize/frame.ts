import type { SelectedColumn } from './plan'
import { decodePoint } from '../geometry'
import { raised } from '../annotation/refusal'

export type FrameType = 'int64' | 'int32' | 'double' | 'float' | 'bool' | 'utf8' | 'timestamp'

/** One column of an answer, in the form that Arrow stores: typed values, and which of them are there. */
export interface FrameColumn {
  readonly name: string
  readonly type: FrameType
  readonly values:
    BigInt64Array | Int32Array | Float64Array | Float32Array | Uint8Array | readonly (string | null)[]
  /** 1 where there is a value; undefined if there is one everywhere. */
  readonly present: Uint8Array | undefined
}

export interface Frame {
  readonly rows: number
  readonly columns: readonly FrameColumn[]
}

/** A row as PostgreSQL writes it: every cell its text. */
export type TextRow = readonly (string | null)[]

const presence = (rows: readonly TextRow[], place: number): Uint8Array | undefined => {
  if (rows.every((row) => row[place] !== null)) return undefined
  return Uint8Array.from(rows, (row) => (row[place] === null ? 0 : 1))
}

const roundHalfEven = (value: number): number => {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

const widest = 2 ** 31

/** x, y and z as CAST(ST_X(...) AS INTEGER) gives them, times the ratio of resolutions where there is one. */
const positionColumns = (
  label: string,
  rows: readonly TextRow[],
  place: number,
  ratio: readonly [number, number, number] | undefined,
): readonly FrameColumn[] => {
  const axes = [0, 1, 2].map(() =>
    ratio === undefined ? new Int32Array(rows.length) : new Float64Array(rows.length),
  )
  const present = presence(rows, place)
  rows.forEach((row, index) => {
    const hex = row[place]
    const point = typeof hex === 'string' ? decodePoint(hex) : undefined
    if (point === undefined) return
    axes.forEach((values, axis) => {
      const voxel = roundHalfEven(point[axis] ?? 0)
      if (voxel >= widest || voxel < -widest)
        throw raised('(psycopg2.errors.NumericValueOutOfRange) integer out of range\n')
      values[index] = voxel * (ratio?.[axis] ?? 1)
    })
  })
  return axes.map((values, axis) => ({
    name: `${label}_${'xyz'.charAt(axis)}`,
    type: ratio === undefined ? 'int32' : 'double',
    values,
    present,
  }))
}

const microseconds = (text: string): bigint => {
  const [seconds = '', fraction = ''] = text.split('.')
  return (
    BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  )
}

const typed = (selected: SelectedColumn, rows: readonly TextRow[], place: number): FrameColumn => {
  const { label: name, column } = selected
  const present = presence(rows, place)
  const cell = (row: TextRow): string | null => row[place] ?? null
  if (column.type === 'varchar') return { name, type: 'utf8', values: rows.map(cell), present }
  if (column.type === 'bigint') {
    return { name, type: 'int64', values: BigInt64Array.from(rows, (row) => BigInt(cell(row) ?? 0)), present }
  }
  if (column.type === 'integer') {
    return { name, type: 'int32', values: Int32Array.from(rows, (row) => Number(cell(row) ?? 0)), present }
  }
  if (column.type === 'boolean') {
    return {
      name,
      type: 'bool',
      values: Uint8Array.from(rows, (row) => (cell(row) === 't' ? 1 : 0)),
      present,
    }
  }
  if (column.type === 'timestamp') {
    const values = BigInt64Array.from(rows, (row) => microseconds(cell(row) ?? '1970-01-01 00:00:00') * 1000n)
    return { name, type: 'timestamp', values, present }
  }
  // SQLAlchemy's Float reads as pandas' Float32 in the genuine service.
  return { name, type: 'float', values: Float32Array.from(rows, (row) => Number(cell(row) ?? 0)), present }
}

/** The rows of a query in typed columns; `resolution` scales positions to it. */
export const frameOf = (
  selected: readonly SelectedColumn[],
  rows: readonly TextRow[],
  resolution: readonly [number, number, number] | undefined,
): Frame => ({
  rows: rows.length,
  columns: selected.flatMap((each, place) => {
    if (each.column.type !== 'geometry') return [typed(each, rows, place)]
    const own = each.source.resolution
    const ratio = [0, 1, 2].map((axis) => (own[axis] ?? 1) / (resolution?.[axis] ?? own[axis] ?? 1))
    const [x = 1, y = 1, z = 1] = ratio
    return positionColumns(
      each.label,
      rows,
      place,
      ratio.every((factor) => factor === 1) ? undefined : [x, y, z],
    )
  }),
})

/** The answer of a count. */
export const countFrame = (count: number): Frame => ({
  rows: 1,
  columns: [{ name: 'count', type: 'int64', values: BigInt64Array.of(BigInt(count)), present: undefined }],
})
