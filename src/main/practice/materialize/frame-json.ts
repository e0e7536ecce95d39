import type { Frame, FrameColumn } from './frame'

const cell = ({ type, values, present }: FrameColumn, row: number): string => {
  const value = values[row]
  if (present?.[row] === 0 || value === null || value === undefined) return 'null'
  if (type === 'bool') return value === 1 ? 'true' : 'false'
  if (type === 'timestamp' && typeof value === 'bigint') return String(value / 1_000_000n)
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : String(value)
}

/** What pandas' to_json(orient="records") gives: one object a row, integers exact, times in milliseconds. */
export const frameJson = (frame: Frame): string => {
  const keys = frame.columns.map((column) => `${JSON.stringify(column.name)}:`)
  const records: string[] = []
  for (let row = 0; row < frame.rows; row += 1) {
    records.push(
      `{${frame.columns.map((column, index) => `${keys[index] ?? ''}${cell(column, row)}`).join(',')}}`,
    )
  }
  return `[${records.join(',')}]`
}
