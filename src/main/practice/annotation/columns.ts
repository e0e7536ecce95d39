import type { ColumnType, SchemaField, Schemas } from '../schema/schemas'
import { identifier } from './identifier'

/** One column that a schema gives a table. */
export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
  /** Supervoxel and root ids live in the segmentation table until a version is frozen. */
  readonly place: 'annotation' | 'segmentation'
  readonly indexed: boolean
}

/** The columns of one annotation table in each of its forms, in their order there. */
export interface TableColumns {
  /** The live table: what CAVE writes, then the schema's own. */
  readonly annotation: readonly TableColumn[]
  readonly segmentation: readonly TableColumn[]
  /** A frozen, merged table: id, valid and the schema's columns with their segmentation. */
  readonly flat: readonly TableColumn[]
}

const own = (name: string, type: ColumnType, indexed = false): TableColumn => ({
  name,
  type,
  place: 'annotation',
  indexed,
})

const columnsOfField = ({ name, kind, column, indexed }: SchemaField): readonly TableColumn[] => {
  if (kind === 'position') return [own(name, 'geometry', indexed)]
  if (kind === 'point') return [own(`${name}_position`, 'geometry', indexed)]
  if (kind !== 'bound-point') return [own(name, column, indexed)]
  return [
    own(`${name}_position`, 'geometry', indexed),
    { name: `${name}_supervoxel_id`, type: 'bigint', place: 'segmentation', indexed: false },
    { name: `${name}_root_id`, type: 'bigint', place: 'segmentation', indexed: true },
  ]
}

const id = own('id', 'bigint')
const valid = own('valid', 'boolean')
const history = [
  own('created', 'timestamp', true),
  own('deleted', 'timestamp', true),
  own('superceded_id', 'bigint'),
]

export const tableColumns = (
  schemas: Schemas,
  { schema_type: schema }: { readonly schema_type: string },
): TableColumns => {
  const fields = (schemas.fields(schema) ?? []).filter((field) => field.name !== 'valid')
  const ofSchema = fields.flatMap(columnsOfField)
  const at = (place: TableColumn['place']) => ofSchema.filter((column) => column.place === place)
  return {
    annotation: [id, ...history, valid, ...at('annotation')],
    segmentation: at('segmentation'),
    flat: [id, valid, ...ofSchema],
  }
}

/** `alias.column` for each, quoted. */
export const columnList = (columns: readonly TableColumn[], alias?: string): string =>
  columns
    .map(({ name }) => (alias === undefined ? identifier(name) : `${identifier(alias)}.${identifier(name)}`))
    .join(', ')

/** A table's indexes, named as the genuine services name them (contract/06-database.json). */
export const indexSql = (table: string, columns: readonly TableColumn[]): readonly string[] =>
  columns
    .filter((column) => column.indexed)
    .map(({ name, type }) => {
      const index = `${type === 'geometry' ? 'idx' : 'ix'}_${table}_${name}`
      return `CREATE INDEX ${identifier(index)} ON ${identifier(table)} (${identifier(name)})`
    })
