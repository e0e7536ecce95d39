import {
  Bool,
  type DataType,
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
  vectorFromArray,
} from 'apache-arrow'

/** What a column is in Arrow, and what pandas is told so that it gives the column its nullable type. */
export interface ArrowKind {
  readonly type: DataType
  readonly pandas: string
  readonly numpy: string
  /** The value of a cell as PostgreSQL writes it. */
  readonly read: (text: string) => unknown
}

/** Types as in contract/03-materialize.json; SQLAlchemy's Float reads as pandas' Float32 in the genuine service. */
export const arrowKinds = {
  bigint: { type: new Int64(), pandas: 'int64', numpy: 'Int64', read: BigInt },
  integer: { type: new Int32(), pandas: 'int32', numpy: 'Int32', read: Number },
  boolean: { type: new Bool(), pandas: 'bool', numpy: 'boolean', read: (text: string) => text === 't' },
  varchar: { type: new Utf8(), pandas: 'unicode', numpy: 'string', read: String },
  float8: { type: new Float32(), pandas: 'float32', numpy: 'Float32', read: Number },
  /** An axis of a position in another resolution. */
  scaled: { type: new Float64(), pandas: 'float64', numpy: 'Float64', read: Number },
} as const satisfies Record<string, ArrowKind>

/** One column of an answer. */
export interface ArrowColumn {
  readonly name: string
  readonly kind: ArrowKind
  readonly values: readonly unknown[]
}

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
    columns: columns.map(({ name, kind: { pandas, numpy } }) => ({
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
  const fields = columns.map(({ name, kind }) => new Field(name, kind.type, true))
  const schema = new Schema(fields, new Map([['pandas', pandasMetadata(columns, rows)]]))
  const children = columns.flatMap(({ kind, values }) => vectorFromArray(values, kind.type).data)
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
