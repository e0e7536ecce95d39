import {
  Bool,
  type Data,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from 'apache-arrow'

/** One column of an answer: Arrow's data, and what pandas is told so that it gives the column its nullable type. */
export interface ArrowColumn {
  readonly name: string
  readonly pandas: string
  readonly numpy: string
  readonly data: Data
}

type Cells = readonly (string | null)[]

/** Arrow's bitmaps: one bit a row, least significant first. */
const bits = (cells: Cells, isSet: (cell: string | null) => boolean): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(cells.length / 64) * 8)
  cells.forEach((cell, index) => {
    if (isSet(cell)) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7))
  })
  return packed
}

const nulls = (cells: Cells) => {
  const nullCount = cells.reduce((count, cell) => count + (cell === null ? 1 : 0), 0)
  const length = cells.length
  return nullCount === 0
    ? { length, nullCount }
    : { length, nullCount, nullBitmap: bits(cells, (cell) => cell !== null) }
}

const textBuffers = (cells: Cells): { readonly data: Uint8Array; readonly valueOffsets: Int32Array } => {
  const valueOffsets = new Int32Array(cells.length + 1)
  cells.forEach((cell, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + (cell === null ? 0 : Buffer.byteLength(cell))
  })
  const data = Buffer.alloc(valueOffsets[cells.length] ?? 0)
  cells.forEach((cell, index) => {
    if (cell !== null) data.write(cell, valueOffsets[index] ?? 0)
  })
  return { data, valueOffsets }
}

const columnOf = (name: string, pandas: string, numpy: string, data: Data): ArrowColumn => ({
  name,
  pandas,
  numpy,
  data,
})

const int32 = (name: string, cells: Cells, data: Int32Array): ArrowColumn =>
  columnOf(name, 'int32', 'Int32', makeData({ type: new Int32(), ...nulls(cells), data }))

/** Columns of each kind, from cells as PostgreSQL writes them (types as in contract/03-materialize.json). */
export const arrowColumn = {
  bigint: (name: string, cells: Cells): ArrowColumn => {
    const data = BigInt64Array.from(cells, (cell) => BigInt(cell ?? 0))
    return columnOf(name, 'int64', 'Int64', makeData({ type: new Int64(), ...nulls(cells), data }))
  },
  integer: (name: string, cells: Cells): ArrowColumn => int32(name, cells, Int32Array.from(cells, Number)),
  boolean: (name: string, cells: Cells): ArrowColumn => {
    const data = bits(cells, (cell) => cell === 't')
    return columnOf(name, 'bool', 'boolean', makeData({ type: new Bool(), ...nulls(cells), data }))
  },
  varchar: (name: string, cells: Cells): ArrowColumn =>
    columnOf(
      name,
      'unicode',
      'string',
      makeData({ type: new Utf8(), ...nulls(cells), ...textBuffers(cells) }),
    ),
  // SQLAlchemy's Float reads as pandas' Float32 in the genuine service.
  float8: (name: string, cells: Cells): ArrowColumn => {
    const data = Float32Array.from(cells, Number)
    return columnOf(name, 'float32', 'Float32', makeData({ type: new Float32(), ...nulls(cells), data }))
  },
  /** An axis of a position: voxels as they are, or floats where they are scaled. */
  axis: (name: string, cells: Cells, data: Int32Array | Float64Array): ArrowColumn =>
    data instanceof Int32Array
      ? int32(name, cells, data)
      : columnOf(name, 'float64', 'Float64', makeData({ type: new Float64(), ...nulls(cells), data })),
} as const

const pandasMetadata = (columns: readonly ArrowColumn[], rows: number): string =>
  JSON.stringify({
    index_columns: [{ kind: 'range', name: null, start: 0, stop: rows, step: 1 }],
    column_indexes: [
      {
        name: null,
        field_name: null,
        pandas_type: 'unicode',
        numpy_type: 'object',
        metadata: { encoding: 'UTF-8' },
      },
    ],
    columns: columns.map(({ name, pandas, numpy }) => ({
      name,
      field_name: name,
      pandas_type: pandas,
      numpy_type: numpy,
      metadata: null,
    })),
    creator: { library: 'pyarrow', version: '20.0.0' },
    pandas_version: '2.3.0',
  })

/** An Arrow IPC stream of one batch, uncompressed: what caveclient reads as `data.arrow`. */
export const arrowStream = (columns: readonly ArrowColumn[], rows: number): Uint8Array => {
  const fields = columns.map(({ name, data }) => new Field(name, data.type, true))
  const schema = new Schema(fields, new Map([['pandas', pandasMetadata(columns, rows)]]))
  const children = columns.map(({ data }) => data)
  const batch = new RecordBatch(
    schema,
    makeData({ type: new Struct(fields), length: rows, nullCount: 0, children }),
  )
  const writer = new RecordBatchStreamWriter({ autoDestroy: false })
  writer.reset(undefined, schema)
  writer.write(batch)
  writer.finish()
  return writer.toUint8Array(true)
}
