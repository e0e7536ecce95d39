import type { Column } from '../../shared/domain/annotation'
import { longestValue, type HistoryPage, type SnapshotPage } from '../../shared/domain/history'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { quoted, type Relation } from './catalogue'
import { selected, toRow } from './cells'
import type { Database } from './postgres'
import type { Session } from './session'
import { openSnapshot } from './versions'

type Part = Pick<Given<'history.rows'>, 'before' | 'limit'>

/** What a reader calls a row by: the first text that a person writes, else the first value that one does. */
const firstValue = (columns: readonly Column[]): Column | null => {
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

/** The value in a SELECT. One character more than is shown tells whether it is longer. */
const selectedValue = (column: Column | null): string => {
  if (column === null) return 'NULL'
  const text = selected(column, 't')
  return isLong(column) ? `left(${text}::text, ${String(longestValue + 1)})` : text
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

/** Microseconds since 1970: exact, for CAVE's times are naive and mean UTC. */
const micros = (column: string): string => `(extract(epoch FROM t.${column}) * 1000000)::bigint`

const wholeOrNull = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text)

/** Rows below an id, the highest first, and one more than the part has: it tells whether any are left. */
const readPart = async (
  database: Database,
  relation: Relation,
  { before, limit }: Part,
  selects: readonly string[],
) => {
  const rows = await database.readText({
    text: `SELECT ${selects.join(', ')} FROM ${quoted(relation.name)} t
      ${before === null ? '' : 'WHERE t.id < $1::bigint'} ORDER BY t.id DESC LIMIT ${String(limit + 1)}`,
    values: before === null ? [] : [before],
  })
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

export const readHistory = async (
  database: Database,
  relation: Relation,
  asked: Given<'history.rows'>,
): Promise<HistoryPage> => {
  const value = valueColumn(relation, asked.column)
  const selects = ['t.id', micros('created'), micros('deleted'), 't.superceded_id', 't.valid']
  const { rows, more } = await readPart(database, relation, asked, [...selects, selectedValue(value)])
  return {
    column: value?.name ?? null,
    ids: rows.map(([id]) => id ?? ''),
    created: rows.map(([, created]) => wholeOrNull(created) ?? 0),
    deleted: rows.map(([, , deleted]) => wholeOrNull(deleted)),
    supersededBy: rows.map(([, , , next]) => next ?? null),
    valid: rows.map(([, , , , valid]) => valid === 't'),
    values: rows.map(([, , , , , text]) => shownValue(value, text ?? null)),
    more,
  }
}

export const readSnapshotRows = async (
  session: Session,
  asked: Given<'history.snapshot'>,
): Promise<SnapshotPage> => {
  const { database, relation } = await openSnapshot(session, asked.version, asked.table)
  const value = valueColumn(relation, asked.column)
  const { rows, more } = await readPart(database, relation, asked, ['t.id', selectedValue(value)])
  return {
    column: value?.name ?? null,
    ids: rows.map(([id]) => id ?? ''),
    values: rows.map(([, text]) => shownValue(value, text ?? null)),
    more,
  }
}
