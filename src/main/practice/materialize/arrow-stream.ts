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
  TimestampNanosecond,
  Utf8,
  type DataType,
} from 'apache-arrow'
import type { Frame, FrameColumn, FrameType } from './frame'

/** Arrow's type, and what pandas is told so that it gives the column its nullable type (contract/03-materialize.json). */
const types: Readonly<
  Record<FrameType, { readonly arrow: () => DataType; readonly pandas: string; readonly numpy: string }>
> = {
  int64: { arrow: () => new Int64(), pandas: 'int64', numpy: 'Int64' },
  int32: { arrow: () => new Int32(), pandas: 'int32', numpy: 'Int32' },
  double: { arrow: () => new Float64(), pandas: 'float64', numpy: 'Float64' },
  float: { arrow: () => new Float32(), pandas: 'float32', numpy: 'Float32' },
  bool: { arrow: () => new Bool(), pandas: 'bool', numpy: 'boolean' },
  utf8: { arrow: () => new Utf8(), pandas: 'unicode', numpy: 'string' },
  timestamp: { arrow: () => new TimestampNanosecond('UTC'), pandas: 'datetimetz', numpy: 'datetime64[ns]' },
}

const pandasMetadata = (frame: Frame): string =>
  JSON.stringify({
    index_columns: [{ kind: 'range', name: null, start: 0, stop: frame.rows, step: 1 }],
    column_indexes: [
      {
        name: null,
        field_name: null,
        pandas_type: 'unicode',
        numpy_type: 'object',
        metadata: { encoding: 'UTF-8' },
      },
    ],
    columns: frame.columns.map(({ name, type }) => ({
      name,
      field_name: name,
      pandas_type: types[type].pandas,
      numpy_type: types[type].numpy,
      metadata: type === 'timestamp' ? { timezone: 'UTC' } : null,
    })),
    creator: { library: 'pyarrow', version: '20.0.0' },
    pandas_version: '2.3.0',
  })

/** Arrow's bitmaps: one bit a row, least significant first. */
const bits = (flags: Uint8Array): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(flags.length / 64) * 8)
  flags.forEach((flag, index) => {
    if (flag === 1) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7))
  })
  return packed
}

const textBuffers = (
  values: readonly (string | null)[],
): { readonly data: Uint8Array; readonly valueOffsets: Int32Array } => {
  const valueOffsets = new Int32Array(values.length + 1)
  values.forEach((value, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + (value === null ? 0 : Buffer.byteLength(value))
  })
  const data = Buffer.alloc(valueOffsets[values.length] ?? 0)
  values.forEach((value, index) => {
    if (value !== null) data.write(value, valueOffsets[index] ?? 0)
  })
  return { data, valueOffsets }
}

const dataOf = (column: FrameColumn, rows: number): Data => {
  const { values, present } = column
  const length = rows
  const nulls =
    present === undefined
      ? { length, nullCount: 0 }
      : {
          length,
          nullCount: present.reduce((count, flag) => count + 1 - flag, 0),
          nullBitmap: bits(present),
        }
  if (values instanceof BigInt64Array) {
    return column.type === 'timestamp'
      ? makeData({ type: new TimestampNanosecond('UTC'), ...nulls, data: values })
      : makeData({ type: new Int64(), ...nulls, data: values })
  }
  if (values instanceof Int32Array) return makeData({ type: new Int32(), ...nulls, data: values })
  if (values instanceof Float64Array) return makeData({ type: new Float64(), ...nulls, data: values })
  if (values instanceof Float32Array) return makeData({ type: new Float32(), ...nulls, data: values })
  if (values instanceof Uint8Array) return makeData({ type: new Bool(), ...nulls, data: bits(values) })
  return makeData({ type: new Utf8(), ...nulls, ...textBuffers(values) })
}

/** An Arrow IPC stream of one batch, uncompressed: what caveclient reads as `data.arrow`. */
export const arrowStream = (frame: Frame): Uint8Array => {
  const fields = frame.columns.map(({ name, type }) => new Field(name, types[type].arrow(), true))
  const schema = new Schema(fields, new Map([['pandas', pandasMetadata(frame)]]))
  const children = frame.columns.map((column) => dataOf(column, frame.rows))
  const batch = new RecordBatch(
    schema,
    makeData({ type: new Struct(fields), length: frame.rows, nullCount: 0, children }),
  )
  const writer = new RecordBatchStreamWriter({ autoDestroy: false })
  writer.reset(undefined, schema)
  writer.write(batch)
  writer.finish()
  return writer.toUint8Array(true)
}
