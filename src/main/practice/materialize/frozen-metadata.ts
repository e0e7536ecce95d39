import { z } from 'zod'
import { aborted, answered, Refusal } from '../annotation/refusal'
import {
  readMetadata,
  readSegmentationMetadata,
  shownMetadata,
  shownSegmentation,
} from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { findVersion, frozenDatabase, openVersion, readFrozenTables, type FrozenTableRow } from './versions'

/** Names of a version's tables; null where there is no such version or nothing in it. */
export const frozenTableNames = async (
  context: PracticeContext,
  number: number,
): Promise<readonly string[]> => {
  const version = await findVersion(context, number)
  const tables = version === undefined ? [] : await readFrozenTables(context, version)
  if (tables.length === 0) throw answered(404, null)
  return tables.filter((table) => table.valid === true).map((table) => table.table_name)
}

/** The frozen table's row, overlaid by the live table's metadata and its segmentation's, as the genuine service mixes them. */
const shown = async (
  context: PracticeContext,
  table: FrozenTableRow,
): Promise<Record<string, unknown> | undefined> => {
  const pool = context.databases.pool(context.alignedVolume)
  const metadata = await readMetadata(pool, table.table_name)
  if (metadata === undefined) return undefined
  const segmentation = await readSegmentationMetadata(pool, table.table_name)
  const { deleted: _live, ...own } = shownMetadata(metadata)
  const common = { ...table, ...own, id: table.id }
  if (segmentation === undefined) return common
  const {
    annotation_table: _table,
    deleted: _segmentation,
    ...ofSegmentation
  } = shownSegmentation(segmentation)
  return { ...common, ...ofSegmentation, id: table.id, table_name: table.table_name }
}

export const frozenTableMetadata = async (
  context: PracticeContext,
  number: number,
  name: string,
): Promise<Record<string, unknown>> => {
  const version = await openVersion(context, number)
  const table = (await readFrozenTables(context, version)).find((each) => each.table_name === name)
  if (table === undefined) {
    throw answered(
      404,
      `No table named '${name}' found for version '${String(number)}' in datastack '${context.datastack}'`,
    )
  }
  const metadata = await shown(context, table)
  if (metadata !== undefined) return metadata
  throw answered(404, `No metadata found for table named ${name} in version ${String(number)}`)
}

export const allTablesMetadata = async (
  context: PracticeContext,
  number: number,
): Promise<readonly Record<string, unknown>[]> => {
  const version = await openVersion(context, number)
  const tables = await readFrozenTables(context, version)
  if (tables.length === 0) throw new Refusal(404, [], 'no tables')
  const all: Record<string, unknown>[] = []
  for (const table of tables) {
    const metadata = await shown(context, table)
    if (metadata !== undefined) all.push(metadata)
  }
  return all
}

const counts = z.array(z.object({ row_count: z.number() }))

/** Rows that were frozen, as the version itself records. */
export const frozenRowCount = async (
  context: PracticeContext,
  number: number,
  name: string,
): Promise<number> => {
  const version = await openVersion(context, number)
  if (!(await readFrozenTables(context, version)).some((table) => table.table_name === name)) {
    throw aborted(
      404,
      `Analysis table '${name}' not found for version ${String(number)} in datastack ${context.datastack}`,
    )
  }
  const found = await context.databases
    .pool(frozenDatabase(context, number))
    .query('SELECT row_count FROM materializedmetadata WHERE table_name = $1', [name])
  return counts.parse(found.rows)[0]?.row_count ?? 0
}
