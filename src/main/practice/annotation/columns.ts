import type { SchemaField } from '../context'
import { identifier } from './identifier'

export type ColumnType = 'bigint' | 'integer' | 'float8' | 'varchar' | 'boolean' | 'geometry' | 'timestamp'

/** One column that a schema gives a table, in the order of the merged table. */
export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
  /** Supervoxel and root ids live in the segmentation table until a version is frozen. */
  readonly place: 'annotation' | 'segmentation'
  readonly indexed: boolean
}

const scalarTypes: Readonly<Record<string, ColumnType>> = {
  bigint: 'bigint',
  integer: 'integer',
  'double precision': 'float8',
  'character varying': 'varchar',
  boolean: 'boolean',
}

const columnsOfField = (field: SchemaField): TableColumn[] => {
  const { name, kind } = field
  const indexed = field.indexed
  if (kind === 'position') return [{ name, type: 'geometry', place: 'annotation', indexed }]
  if (kind === 'point' || kind === 'bound-point') {
    const position: TableColumn = { name: `${name}_position`, type: 'geometry', place: 'annotation', indexed }
    if (kind === 'point') return [position]
    return [
      position,
      { name: `${name}_supervoxel_id`, type: 'bigint', place: 'segmentation', indexed: false },
      { name: `${name}_root_id`, type: 'bigint', place: 'segmentation', indexed: true },
    ]
  }
  const type = scalarTypes[field.column]
  return type === undefined ? [] : [{ name, type, place: 'annotation', indexed }]
}

const id: TableColumn = { name: 'id', type: 'bigint', place: 'annotation', indexed: false }
const valid: TableColumn = { name: 'valid', type: 'boolean', place: 'annotation', indexed: false }

/** Columns that only the live table has: CAVE writes them. */
export const crudColumns: readonly TableColumn[] = [
  { name: 'created', type: 'timestamp', place: 'annotation', indexed: true },
  { name: 'deleted', type: 'timestamp', place: 'annotation', indexed: true },
  { name: 'superceded_id', type: 'bigint', place: 'annotation', indexed: false },
]

/** id, valid and the schema's columns: a frozen, merged table is exactly these. */
export const flatColumns = (fields: readonly SchemaField[]): readonly TableColumn[] => [
  id,
  valid,
  ...fields.filter((field) => field.name !== 'valid').flatMap(columnsOfField),
]

/** The live annotation table's columns: the flat ones without segmentation, with those that CAVE writes. */
export const annotationColumns = (fields: readonly SchemaField[]): readonly TableColumn[] => {
  const own = flatColumns(fields).filter((column) => column.place === 'annotation')
  return [id, ...crudColumns, ...own.slice(1)]
}

export const segmentationColumns = (fields: readonly SchemaField[]): readonly TableColumn[] =>
  flatColumns(fields).filter((column) => column.place === 'segmentation')

/** `alias.column` for each, quoted. */
export const columnList = (columns: readonly TableColumn[], alias?: string): string =>
  columns
    .map(({ name }) => (alias === undefined ? identifier(name) : `${identifier(alias)}.${identifier(name)}`))
    .join(', ')

/** Names and targets of a table's indexes, as the genuine services name them (contract/06-database.json). */
export const indexSql = (table: string, columns: readonly TableColumn[]): readonly string[] =>
  columns
    .filter((column) => column.indexed)
    .map(({ name, type }) => {
      const index = `${type === 'geometry' ? 'idx' : 'ix'}_${table}_${name}`
      return `CREATE INDEX ${identifier(index)} ON ${identifier(table)} (${identifier(name)})`
    })
