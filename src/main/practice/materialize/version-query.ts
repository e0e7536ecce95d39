import type { Context } from 'hono'
import { openTable } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { limitOf, runQuery, type Query } from './query'
import { answerFormat, joinQuery, queryBody, tableQuery } from './query-body'
import { frozenSource, Parameters, type Source } from './source'
import { frozenDatabase, openVersion, requireFrozen, type VersionRow } from './versions'

const sourceOf = async (context: PracticeContext, version: VersionRow, name: string): Promise<Source> => {
  await requireFrozen(context, version, name)
  return frozenSource(context, await openTable(context, name))
}

/** A root id brings its supervoxel id along, as the genuine service selects it. */
const withSupervoxels = (names: readonly string[], { columns }: Source): readonly string[] => {
  const both = names.flatMap((name) => {
    const supervoxel = name.replace(/root_id$/, 'supervoxel_id')
    return columns.some((column) => column.name === supervoxel) ? [supervoxel, name] : [name]
  })
  return [...new Set(both)]
}

const run = (context: PracticeContext, version: VersionRow, query: Query): Promise<Response> =>
  runQuery(context.databases.database(frozenDatabase(context, version.version)), query, (rows) => {
    const limit = limitOf(query.filters)
    const notices = query.sources.flatMap(({ name, notice }) =>
      notice === null ? [] : [`Table Owner Notice on ${name}: ${notice}`],
    )
    return [...(rows === limit ? [`201 - "Limited query to ${String(limit)} rows`] : []), ...notices]
  })

/** A query of one table of a version. */
export const queryTable = async (
  context: PracticeContext,
  call: Context,
  number: number,
  table: string,
): Promise<Response> => {
  const version = await openVersion(context, number)
  const source = await sourceOf(context, version, table)
  const filters = await queryBody(tableQuery, call)
  const asked = filters.select_columns ?? []
  const columns = asked.length === 0 ? {} : { [table]: withSupervoxels(asked, source) }
  const format = answerFormat(call)
  return run(context, version, { sources: [source], columns, filters, parameters: new Parameters(), format })
}

/** A join of two tables of a version: how caveclient reads a reference table with what it refers to. */
export const queryJoin = async (
  context: PracticeContext,
  call: Context,
  number: number,
): Promise<Response> => {
  const version = await openVersion(context, number)
  const filters = await queryBody(joinQuery, call)
  const [[first, own], [second, other]] = filters.tables
  const sources = [await sourceOf(context, version, first), await sourceOf(context, version, second)]
  const columns = Object.entries(filters.select_column_map ?? {}).map(([table, names]) => {
    const source = sources.find((each) => each.name === table)
    return [table, source === undefined ? names : withSupervoxels(names, source)] as const
  })
  return run(context, version, {
    sources,
    join: [own, other],
    columns: Object.fromEntries(columns),
    suffixes: filters.suffix_map ?? {},
    filters,
    parameters: new Parameters(),
    format: answerFormat(call),
  })
}
