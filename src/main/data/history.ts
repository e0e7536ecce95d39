import { z } from 'zod'
import type { Column } from '../../shared/domain/annotation'
import { longestValue, type HistoryPage, type SnapshotPage } from '../../shared/domain/history'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { quoted, rowsOf, type Relation } from './catalogue'
import { selected, toRow } from './cells'
import type { Database } from './postgres'
import type { Session } from './session'
import { openSnapshot } from './versions'

type Part = Pick<Given<'history.rows'>, 'before' | 'limit'>

/** What a reader calls a row by: the first text that a person writes, else the first value that one does. */
export const firstValue = (columns: readonly Column[]): Column | null => {
  const written = columns.filter(({ editable }) => editable)
  return written.find(({ kind }) => kind === 'text') ?? written[0] ?? null
}

const valueColumn = (relation: Relation, name: string | null): Column | null => {
  if (name === null) return firstValue(relation.columns)
  const found = relation.columns.find((column) => column.name === name)
  if (found !== undefined) return found
  throw new Failure({
    code: 'BAD_INPUT',
    what: `The history of "${relation.name}" cannot show "${name}".`,
    why: 'The table has no such column.',
    fix: `Choose one of ${relation.columns.map((column) => column.name).join(', ')}.`,
  })
}

const isLong = ({ kind }: Column): boolean => kind === 'text' || kind === 'list'

/** The value in a SELECT, as text. One character more than is shown tells whether it is longer. */
const selectedValue = (column: Column | null): string => {
  if (column === null) return 'NULL::text'
  const text = `${selected(column, 't')}::text`
  return isLong(column) ? `left(${text}, ${String(longestValue + 1)})` : text
}

/** By characters, as PostgreSQL counts them: none is cut in two. */
const cut = (text: string): string => {
  const characters = Array.from(text)
  return characters.length > longestValue ? `${characters.slice(0, longestValue).join('')}…` : text
}

const shownValue = (column: Column | null, text: string | null): string | null => {
  if (column === null || text === null) return null
  if (isLong(column)) return cut(text)
  const [cell = null] = toRow([column], [text])
  return Array.isArray(cell) ? cell.join(', ') : String(cell)
}

/** Microseconds since 1970; CAVE's times are naive and mean UTC. A float tells them apart up to the year 2106. */
const micros = (column: string): string => `(date_part('epoch', t.${column}) * 1e6)::bigint`

const texts = z.array(z.string())
const textsOrNulls = z.array(z.string().nullable())
const frozenColumns = { id: texts, value: textsOrNulls }
const liveColumns = {
  ...frozenColumns,
  created: z.array(z.number()),
  deleted: z.array(z.number().nullable()),
  next: textsOrNulls,
  valid: z.array(z.boolean()),
}

/**
 * Rows below an id, the highest first, column by column: PostgreSQL writes each as one JSON, for a third of what as many rows
 * cost to send and to read. One row more than the part has tells whether any are left.
 */
const readPart = async <T extends z.ZodRawShape>(
  database: Database,
  relation: Relation,
  { before, limit }: Part,
  columns: T,
  selects: Readonly<Record<keyof T & string, string>>,
) => {
  const names = Object.entries(selects).map(([name, select]) => ({ name: quoted(name), select }))
  const rows = `SELECT ${names.map(({ name, select }) => `${select} AS ${name}`).join(', ')}
    FROM ${rowsOf(relation)} t ${before === null ? '' : 'WHERE t.id < $1::bigint'}
    ORDER BY t.id DESC LIMIT ${String(limit + 1)}`
  const [part] = await database.read(z.object(columns), {
    text: `SELECT ${names.map(({ name }) => `coalesce(json_agg(${name}), '[]') AS ${name}`).join(', ')} FROM (${rows}) r`,
    values: before === null ? [] : [before],
  })
  return part
}

/** The row that was read beyond the part is no part of it. */
const partOf = <T>(column: readonly T[] | undefined, limit: number): T[] => (column ?? []).slice(0, limit)

export const readHistory = async (
  database: Database,
  relation: Relation,
  asked: Given<'history.rows'>,
): Promise<HistoryPage> => {
  const { limit } = asked
  const value = valueColumn(relation, asked.column)
  const part = await readPart(database, relation, asked, liveColumns, {
    id: 't.id::text',
    created: micros('created'),
    deleted: micros('deleted'),
    next: 't.superceded_id::text',
    valid: 'coalesce(t.valid, false)',
    value: selectedValue(value),
  })
  return {
    column: value?.name ?? null,
    ids: partOf(part?.id, limit),
    created: partOf(part?.created, limit),
    deleted: partOf(part?.deleted, limit),
    supersededBy: partOf(part?.next, limit),
    valid: partOf(part?.valid, limit),
    values: partOf(part?.value, limit).map((text) => shownValue(value, text)),
    more: (part?.id.length ?? 0) > limit,
  }
}

export const readSnapshotRows = async (
  session: Session,
  asked: Given<'history.snapshot'>,
): Promise<SnapshotPage> => {
  const { limit } = asked
  const { database, relation } = await openSnapshot(session, asked.version, asked.table)
  const value = valueColumn(relation, asked.column)
  const selects = { id: 't.id::text', value: selectedValue(value) }
  const part = await readPart(database, relation, asked, frozenColumns, selects)
  return {
    column: value?.name ?? null,
    ids: partOf(part?.id, limit),
    values: partOf(part?.value, limit).map((text) => shownValue(value, text)),
    more: (part?.id.length ?? 0) > limit,
  }
}
