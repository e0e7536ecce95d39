import type { Column } from '../../shared/domain/annotation'
import { idList, toPython } from './python'

type Body = Readonly<Record<string, unknown>>

/** A form keeps an integer of 64 bits as its digits, since JavaScript's numbers do not hold it; Python's do. */
export const pythonBody = (columns: readonly Column[], body: Body): Body => {
  const isWhole = (name: string): boolean =>
    columns.some((column) => column.name === name && (column.kind === 'integer' || column.kind === 'id'))
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) =>
      typeof value === 'string' && isWhole(name) ? [name, BigInt(value)] : [name, value],
    ),
  )
}

export const addCode = (table: string, body: Body): string =>
  `client.annotation.post_annotation(${toPython(table)}, [${toPython(body)}])`

export const editCode = (table: string, head: string, body: Body): string =>
  `client.annotation.update_annotation(${toPython(table)}, ${toPython({ id: BigInt(head), ...body })})`

export const deleteCode = (table: string, ids: readonly string[]): string =>
  `client.annotation.delete_annotation(${toPython(table)}, ${idList(ids)})`

/** Stamps the table as deleted; versions go on freezing it. */
export const deleteTableCode = (table: string): string => `client.annotation.delete_table(${toPython(table)})`

/** Superseded and deleted rows come, too: this is the log of what a row ever said. */
export const readCode = (table: string, ids: readonly string[]): string =>
  `client.annotation.get_annotation(${toPython(table)}, ${idList(ids)})`

export interface NewTable {
  readonly name: string
  readonly schemaType: string
  readonly description: string
  /** Nanometres per voxel. */
  readonly voxelResolution: readonly number[]
}

export const createTableCode = ({ name, schemaType, description, voxelResolution }: NewTable): string =>
  `client.annotation.create_table(${[name, schemaType, description].map(toPython).join(', ')}, voxel_resolution=${toPython(voxelResolution)})`
