import { z } from 'zod'
import { answered } from '../annotation/refusal'
import { readMetadata, readSegmentationMetadata, shownMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import {
  findVersion,
  frozenDatabase,
  openVersion,
  readFrozenTables,
  requireFrozen,
  type FrozenTableRow,
} from './versions'

/** Names of a version's tables; null where there is no such version or nothing in it. */
export const frozenTableNames = async (
  context: PracticeContext,
  number: number,
): Promise<readonly string[]> => {
  const version = await findVersion(context, number)
  const tables = version === undefined ? [] : await readFrozenTables(context, version)
  if (tables.length === 0) throw answered(404, null)
  return tables.map((table) => table.table_name)
}

/** The frozen table's row, overlaid by the live table's metadata and its segmentation's, as the genuine service mixes them. */
const shown = async (
  { live }: PracticeContext,
  table: FrozenTableRow,
): Promise<readonly Record<string, unknown>[]> => {
  const metadata = await readMetadata(live, table.table_name)
  if (metadata === undefined) return []
  const segmentation = await readSegmentationMetadata(live, table.table_name)
  const kept = Object.entries({
    ...table,
    ...shownMetadata(metadata),
    ...(segmentation === undefined ? {} : shownMetadata(segmentation)),
    id: table.id,
    table_name: table.table_name,
  }).filter(([name]) => name !== 'deleted' && name !== 'annotation_table')
  return [Object.fromEntries(kept)]
}

export const frozenMetadata = async (
  context: PracticeContext,
  number: number,
): Promise<readonly Record<string, unknown>[]> => {
  const tables = await readFrozenTables(context, await openVersion(context, number))
  return (await Promise.all(tables.map((table) => shown(context, table)))).flat()
}

export const frozenTableMetadata = async (
  context: PracticeContext,
  number: number,
  name: string,
): Promise<Record<string, unknown>> => {
  const found = (await frozenMetadata(context, number)).find((table) => table['table_name'] === name)
  if (found !== undefined) return found
  throw answered(
    404,
    `No table named '${name}' found for version '${String(number)}' in datastack '${context.datastack}'`,
  )
}

const count = z.object({ row_count: z.number() })

/** Rows that were frozen, as the version itself records. */
export const frozenRowCount = async (
  context: PracticeContext,
  number: number,
  name: string,
): Promise<number> => {
  await requireFrozen(context, await openVersion(context, number), name)
  const found = await context.databases
    .database(frozenDatabase(context, number))
    .query('SELECT row_count FROM materializedmetadata WHERE table_name = $1', [name])
  return count.parse(found.rows[0]).row_count
}
