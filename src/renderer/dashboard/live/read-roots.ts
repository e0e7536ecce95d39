import { z } from 'zod'
import { cavePaths } from '../cave'
import { ask } from '../reading/ask'
import { liveTexts as texts } from './texts'

/** Root ids by row and column: those of the rows that a version holds. */
export type Roots = ReadonlyMap<string, Readonly<Record<string, string | null>>>

const digits = z.union([z.string(), z.number()]).transform(String)
const frozenRow = z.looseObject({ id: digits })
const root = digits.nullable().catch(null)

const rootsOf = (row: z.infer<typeof frozenRow>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.endsWith('_root_id'))
      .map(([name, value]) => [name, root.parse(value)]),
  )

/** As JSON, with integers as they are: without the last word they would pass through CSV. */
const asJson = 'return_pyarrow=false&split_positions=true&direct_sql_pandas=true'

/** The root ids of these rows as a version froze them. A row that is newer than the version has none there. */
export const readRoots = async (
  table: string,
  version: number,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Roots> => {
  if (ids.length === 0) return new Map()
  const rows = await ask(
    {
      path: `${cavePaths.frozenQuery(version, table)}?${asJson}`,
      body: { filter_in_dict: { [table]: { id: ids.map(BigInt) } } },
      answer: z.array(frozenRow),
      what: texts.rootsNotRead,
      // A table that was made after the version is not in it.
      ifAbsent: [],
    },
    signal,
  )
  return new Map(rows.map((row) => [row.id, rootsOf(row)]))
}
