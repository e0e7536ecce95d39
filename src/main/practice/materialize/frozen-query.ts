import type { Context } from 'hono'
import type { z } from 'zod'
import { aborted, raised } from '../annotation/refusal'
import { readMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { executeQuery, rowLimit, type TableQuery } from './execute'
import { columnNames, everyColumn, fromAnyTable, labelled, withSupervoxels, type Selection } from './plan'
import { flag, joinQuery, parsedBody, sampleSize, simpleQuery } from './query-body'
import type { Answer } from './query-response'
import { frozenSource, type Source } from './source'
import { frozenDatabase, openVersion, readFrozenTables, type VersionRow } from './versions'

const sourceOf = async (context: PracticeContext, version: VersionRow, name: string): Promise<Source> => {
  const frozen = await readFrozenTables(context, version)
  if (!frozen.some((table) => table.table_name === name)) {
    throw aborted(
      404,
      `Analysis table '${name}' not found for version ${String(version.version)} in datastack ${context.datastack}`,
    )
  }
  const metadata = await readMetadata(context.databases.pool(context.alignedVolume), name)
  if (metadata === undefined) throw raised(`'NoneType' object is not subscriptable`)
  return frozenSource(context, version, metadata)
}

const warningsOf = (
  sources: readonly Source[],
  rows: number,
  limit: number | null | undefined,
): readonly string[] => {
  const most = Math.min(limit ?? rowLimit, rowLimit)
  const limited = rows === most ? [`201 - "Limited query to ${String(most)} rows`] : []
  const notices = sources.flatMap(({ name, notice }) =>
    notice === null ? [] : [`Table Owner Notice on ${name}: ${notice}`],
  )
  return [...limited, ...notices]
}

const answerOf = async (
  context: PracticeContext,
  version: VersionRow,
  query: TableQuery,
): Promise<Answer> => {
  const frame = await executeQuery(context.databases.pool(frozenDatabase(context, version.version)), query)
  return {
    frame,
    columnNames: columnNames(query.selected),
    resolution: query.resolution,
    warnings: warningsOf(query.sources, query.count ? -1 : frame.rows, query.filters.limit),
  }
}

/** API version 2 leaves positions as they are stored. */
const resolutionOf = (
  call: Context,
  given: readonly [number, number, number] | null | undefined,
  own: readonly [number, number, number] | undefined,
): readonly [number, number, number] | undefined =>
  call.req.param('api') === 'v2' ? undefined : (given ?? own)

/** A query of one table of a version. */
export const queryTable = async (
  context: PracticeContext,
  call: Context,
  number: number,
  table: string,
): Promise<Answer> => {
  const version = await openVersion(context, number)
  const source = await sourceOf(context, version, table)
  const body = await parsedBody(simpleQuery, call)
  const names = body.select_columns ?? []
  const selection = new Map([
    [source, names.length === 0 ? everyColumn(source) : withSupervoxels(source, names)],
  ])
  return answerOf(context, version, {
    sources: [source],
    joins: [],
    selected: labelled(selection, {}),
    filters: body,
    parameters: [],
    resolution: resolutionOf(call, body.desired_resolution, source.resolution),
    count: flag(call, 'count', false),
    sample: sampleSize(call),
  })
}

const joinSelection = (body: z.infer<typeof joinQuery>, sources: readonly Source[]): Selection => {
  if ((body.select_columns ?? []).length > 0) return fromAnyTable(sources, body.select_columns ?? [])
  const byTable = body.select_column_map ?? {}
  if (Object.keys(byTable).length === 0)
    return new Map(sources.map((source) => [source, everyColumn(source)]))
  return new Map(
    Object.entries(byTable).map(([table, names]) => {
      const source = sources.find((each) => each.name === table)
      const unknown = names.find((name) => source?.columns.some((column) => column.name === name) !== true)
      if (source === undefined || unknown !== undefined) {
        throw aborted(400, `column ${String(unknown)} not found in ${table}`)
      }
      return [source, withSupervoxels(source, names)]
    }),
  )
}

/** A join of two tables of a version. */
export const queryJoin = async (context: PracticeContext, call: Context, number: number): Promise<Answer> => {
  const version = await openVersion(context, number)
  const body = await parsedBody(joinQuery, call)
  const [[first, firstColumn], [second, secondColumn]] = body.tables
  const sources = [await sourceOf(context, version, first), await sourceOf(context, version, second)]
  const listed = body.suffixes ?? []
  const suffixes =
    body.suffix_map ?? Object.fromEntries(listed.map((suffix, index) => [sources[index]?.name ?? '', suffix]))
  const own = sources[1]?.resolution
  return answerOf(context, version, {
    sources,
    joins: [[first, firstColumn, second, secondColumn]],
    selected: labelled(joinSelection(body, sources), suffixes),
    filters: body,
    parameters: [],
    resolution: resolutionOf(call, body.desired_resolution, own),
    count: false,
    sample: sampleSize(call),
  })
}
