import type { z } from 'zod'
import type { Page, Row, pageQuery } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import { quoted, rowsOf, type Relation } from './catalogue'
import { selected, toRow } from './cells'
import { condition } from './filters'
import type { Database } from './postgres'

type Window = Pick<z.output<typeof pageQuery>, 'rows' | 'sort' | 'filters' | 'offset' | 'limit'>

export const isLive = 't.deleted IS NULL AND t.superceded_id IS NULL'

const order = (relation: Relation, sort: Window['sort']): string => {
  if (sort === null) return 't.id'
  const column = relation.columns.find(({ name }) => name === sort.column)
  if (column === undefined || column.kind === 'point' || column.kind === 'list')
    throw new Failure({
      code: 'BAD_INPUT',
      what: `"${relation.name}" cannot be sorted by "${sort.column}".`,
      why: column === undefined ? 'The table has no such column.' : 'Positions and lists have no order.',
      fix: 'Sort by another column.',
    })
  const direction = sort.descending ? 'DESC' : 'ASC'
  if (column.name === 'id') return `t.id ${direction}`
  return `t.${quoted(column.name)} ${direction} NULLS LAST, t.id ${direction}`
}

/**
 * By offset, since the panel jumps to any place of a scroll bar: the ids of the window are found first (an index alone when
 * sorted by id), then the rows are read.
 */
export const readPage = async (database: Database, relation: Relation, window: Window): Promise<Page> => {
  const table = rowsOf(relation)
  const conditions = window.filters.map((filter, index) => condition(relation.columns, filter, index + 1))
  const texts = [...(window.rows === 'live' ? [isLive] : []), ...conditions.map(({ text }) => text)]
  const where = texts.length === 0 ? '' : `WHERE ${texts.join(' AND ')}`
  const values = conditions.map(({ value }) => value)
  const by = order(relation, window.sort)
  const limits = `LIMIT ${String(window.limit)} OFFSET ${String(window.offset)}`
  const [rows, counted] = await Promise.all([
    database.readText({
      text: `SELECT ${relation.columns.map((column) => selected(column, 't')).join(', ')}
        FROM ${table} t JOIN (SELECT t.id FROM ${table} t ${where} ORDER BY ${by} ${limits}) w ON w.id = t.id
        ORDER BY ${by}`,
      values,
    }),
    database.readText({ text: `SELECT count(*) FROM ${table} t ${where}`, values }),
  ])
  return {
    columns: [...relation.columns],
    rows: rows.map((row) => toRow(relation.columns, row)),
    total: Number(counted[0]?.[0] ?? 0),
  }
}

/** Rows by id; an id that no row has is missing. */
export const rowsById = async (
  database: Database,
  relation: Relation,
  ids: readonly string[],
): Promise<Map<string, Row>> => {
  const columns = relation.columns.map((column) => selected(column, 't')).join(', ')
  const rows = await database.readText({
    text: `SELECT ${columns}, t.id FROM ${rowsOf(relation)} t WHERE t.id = ANY($1::bigint[])`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.at(-1) ?? '', toRow(relation.columns, row)]))
}
