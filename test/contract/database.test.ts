import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decodePoint } from '../../src/main/practice/geometry'
import { startPracticeForTest, type PracticeForTest } from '../support/practice'
import { parseNumbered, readSessions, recordings } from './exchange'
import { openReplay } from './replay'
import { steady } from './volatile'

const table = z.object({
  columns: z.array(z.unknown()),
  rows: z.array(z.unknown()),
  indexes: z.array(z.string()),
})
const database = z.record(z.string(), table)
const file = z.object({ about: z.string(), databases: z.array(z.string()) }).catchall(z.unknown())

const {
  about: _,
  databases,
  ...rest
} = file.parse(parseNumbered(await readFile(join(recordings, '06-database.json'), 'utf8')))
const recorded = Object.entries(rest).map(([name, tables]) => ({ name, tables: database.parse(tables) }))

let fleet: PracticeForTest | undefined
beforeAll(async () => {
  fleet = await startPracticeForTest()
  const send = openReplay(fleet.address)
  for (const calls of (await readSessions()).values())
    for (const { http } of calls) for (const exchange of http) await send(exchange)
})
afterAll(() => fleet?.stop())

const ask = async <T>(
  name: string,
  row: z.ZodType<T>,
  text: string,
  values: unknown[] = [],
): Promise<T[]> => {
  if (fleet === undefined) throw new Error('the fleet did not start')
  const client = new Client({ ...fleet.postgres, database: name })
  await client.connect()
  try {
    const answer = await client.query(text, values)
    return z.array(row).parse(answer.rows)
  } finally {
    await client.end()
  }
}

const named = z.object({ name: z.string() })

/** Tables of the genuine fleet's own extension, PostGIS, which is not there. */
const tableNames = (name: string) =>
  ask(name, named, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)

const columns = (name: string, relation: string) =>
  ask(
    name,
    z.object({ name: z.string(), type: z.string(), nullable: z.boolean(), preset: z.string().nullable() }),
    `SELECT a.attname AS name, t.typname AS type, NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS preset
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = quote_ident($1)::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [relation],
  )

const indexes = (name: string, relation: string) =>
  ask(name, named, 'SELECT indexname AS name FROM pg_indexes WHERE tablename = $1 ORDER BY 1', [relation])

/** As the recording has a row: a position as GeoJSON. */
const withPoints = (row: unknown): unknown => {
  const members = z.record(z.string(), z.unknown()).parse(row)
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => {
      if (!key.endsWith('_position') || typeof value !== 'string') return [key, value]
      const coordinates = decodePoint(value)?.map((each) => `number ${String(each)}`)
      return [key, { type: 'Point', coordinates }]
    }),
  )
}

const rows = async (name: string, relation: string): Promise<unknown[]> => {
  const found = await ask(
    name,
    z.object({ row: z.string() }),
    `SELECT row_to_json(t)::text AS row FROM "${relation}" t`,
  )
  return found.map(({ row }) => withPoints(parseNumbered(row)))
}

test('the databases are there', async () => {
  const found = await ask(
    'postgres',
    named,
    `SELECT datname AS name FROM pg_database WHERE datname NOT IN ('template0', 'template1') ORDER BY 1`,
  )
  expect(found.map(({ name }) => name)).toEqual(databases)
})

describe.each(recorded)('$name', ({ name, tables }) => {
  test('its tables', async () => {
    expect((await tableNames(name)).map((each) => each.name)).toEqual(Object.keys(tables).sort())
  })

  test.each(Object.entries(tables))('%s: columns, indexes, rows', async (relation, meant) => {
    const found = await columns(name, relation)
    expect(found.map((each) => [each.name, each.type, each.nullable, each.preset])).toEqual(meant.columns)
    expect((await indexes(name, relation)).map((each) => each.name)).toEqual(meant.indexes)
    expect(steady(await rows(name, relation))).toEqual(steady(meant.rows))
  })
})
