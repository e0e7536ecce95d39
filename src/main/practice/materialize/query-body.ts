import type { Context } from 'hono'
import { z } from 'zod'
import { bodyRefusal } from '../annotation/create-table'
import { exactBody } from '../annotation/exact-json'
import { aborted } from '../annotation/refusal'

const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof scalar>

/** Filters by table, then column. */
const byColumn = <T>(value: z.ZodType<T>) => z.record(z.string(), z.record(z.string(), value)).nullish()

const corner = z.tuple([z.number(), z.number(), z.number()])

/** What caveclient sends with every kind of query. `filter_out_dict` is taken like the `filter_notin_dict` that it sends. */
const filters = z.object({
  filter_in_dict: byColumn(z.array(scalar)),
  filter_notin_dict: byColumn(z.array(scalar)),
  filter_out_dict: byColumn(z.array(scalar)),
  filter_equal_dict: byColumn(scalar),
  filter_greater_dict: byColumn(scalar),
  filter_less_dict: byColumn(scalar),
  filter_greater_equal_dict: byColumn(scalar),
  filter_less_equal_dict: byColumn(scalar),
  filter_spatial_dict: byColumn(z.tuple([corner, corner])),
  filter_regex_dict: byColumn(z.string()),
  offset: z.int().min(0).nullish(),
  limit: z.int().min(0).nullish(),
  desired_resolution: z.tuple([z.number(), z.number(), z.number()]).nullish(),
})
export type QueryFilters = z.infer<typeof filters>

export const simpleQuery = filters.extend({ select_columns: z.array(z.string()).nullish() })

export const joinQuery = filters.extend({
  tables: z.tuple([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string()])]),
  select_columns: z.array(z.string()).nullish(),
  select_column_map: z.record(z.string(), z.array(z.string())).nullish(),
  suffixes: z.array(z.string()).nullish(),
  suffix_map: z.record(z.string(), z.string()).nullish(),
})

export const liveQuery = filters.extend({
  table: z.string(),
  timestamp: z.string(),
  join_tables: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])).nullish(),
  select_columns: z.record(z.string(), z.array(z.string())).nullish(),
  suffixes: z.record(z.string(), z.string()).nullish(),
})

export const parsedBody = async <T>(schema: z.ZodType<T>, context: Context): Promise<T> => {
  const parsed = schema.safeParse(await exactBody(context))
  if (!parsed.success) throw bodyRefusal(parsed.error)
  return parsed.data
}

const truths = new Map([
  ['true', true],
  ['1', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['off', false],
])

const refusedArgument = (name: string, text: string): Error =>
  aborted(400, `Input payload validation failed: {'${name}': '${text}'}`)

/** A boolean of the query string, as Flask reads it. */
export const flag = (context: Context, name: string, otherwise: boolean): boolean => {
  const given = context.req.query(name)
  if (given === undefined) return otherwise
  const value = truths.get(given.toLowerCase())
  if (value === undefined) throw refusedArgument(name, `Invalid literal for boolean(): ${given}`)
  return value
}

export const wholeNumber = (context: Context, name: string): number | undefined => {
  const given = context.req.query(name)
  if (given === undefined) return undefined
  if (!/^[+-]?\d{1,9}$/.test(given))
    throw refusedArgument(name, `invalid literal for int() with base 10: '${given}'`)
  return Number(given)
}

/** How many rows to sample at random; the genuine service takes positive numbers only. */
export const sampleSize = (context: Context): number | undefined => {
  const size = wholeNumber(context, 'random_sample')
  if (size !== undefined && size <= 0) {
    throw refusedArgument(
      'random_sample',
      `Invalid random_sample: ${String(size)}. Must be a positive integer`,
    )
  }
  return size
}
