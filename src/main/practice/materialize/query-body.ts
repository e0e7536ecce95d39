import type { Context } from 'hono'
import { z } from 'zod'
import { parsedBody } from '../annotation/body'
import { aborted } from '../annotation/refusal'

const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof scalar>

/** Filters by table, then column. */
const byColumn = <T>(value: z.ZodType<T>) => z.record(z.string(), z.record(z.string(), value)).nullish()

const triple = z.tuple([z.number(), z.number(), z.number()])
const names = z.array(z.string())
const namesByTable = z.record(z.string(), names)

/** What caveclient sends with every kind of query; its `filter_out_dict` leaves it as `filter_notin_dict`. */
const filters = z.object({
  filter_in_dict: byColumn(z.array(scalar)),
  filter_notin_dict: byColumn(z.array(scalar)),
  filter_equal_dict: byColumn(scalar),
  filter_greater_dict: byColumn(scalar),
  filter_less_dict: byColumn(scalar),
  filter_greater_equal_dict: byColumn(scalar),
  filter_less_equal_dict: byColumn(scalar),
  filter_spatial_dict: byColumn(z.tuple([triple, triple])),
  filter_regex_dict: byColumn(z.string()),
  offset: z.int().min(0).nullish(),
  limit: z.int().min(0).nullish(),
  desired_resolution: triple.nullish(),
})
export type QueryFilters = z.infer<typeof filters>

export const tableQuery = filters.extend({ select_columns: names.nullish() })

export const joinQuery = filters.extend({
  tables: z.tuple([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string()])]),
  select_column_map: namesByTable.nullish(),
  suffix_map: z.record(z.string(), z.string()).nullish(),
})

export const liveQuery = filters.extend({
  table: z.string(),
  timestamp: z.string(),
  join_tables: z.array(z.unknown()).nullish(),
  select_columns: namesByTable.nullish(),
})

const refusedArgument = (name: string, text: string): Error =>
  aborted(400, `Input payload validation failed: {'${name}': '${text}'}`)

/** The body of a query. What the practice fleet does not offer is refused, never left out of the answer in silence. */
export const queryBody = <T>(schema: z.ZodType<T>, call: Context): Promise<T> => {
  if (call.req.query('random_sample') !== undefined)
    throw aborted(501, 'the practice fleet draws no random samples: use limit and offset')
  return parsedBody(schema, call)
}

/** A boolean of the query string, as Flask reads it. */
export const flag = (call: Context, name: string, otherwise: boolean): boolean => {
  const given = call.req.query(name)
  if (given === undefined) return otherwise
  if (/^(true|1|false|0)$/i.test(given)) return /^(true|1)$/i.test(given)
  throw refusedArgument(name, `Invalid literal for boolean(): ${given}`)
}

export type AnswerFormat = 'arrow' | 'json'

/** Arrow, as the client wants it; JSON for who asks for `return_pyarrow=false`. */
export const answerFormat = (call: Context): AnswerFormat =>
  flag(call, 'return_pyarrow', true) ? 'arrow' : 'json'

export const wholeNumber = (call: Context, name: string): number => {
  const given = call.req.query(name) ?? ''
  if (/^[+-]?\d{1,9}$/.test(given)) return Number(given)
  throw refusedArgument(name, `invalid literal for int() with base 10: '${given}'`)
}
