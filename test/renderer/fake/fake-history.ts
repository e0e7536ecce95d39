import type { Answer, Asked } from '../../../src/shared/contract'
import { microsOf } from '../../../src/renderer/history/micros'
import type { Annotation } from './fake-data'

type Query = Pick<Asked<'history.rows'>, 'column' | 'before' | 'limit'>

const valueOf = (row: Annotation, column: string | null | undefined): string =>
  column === 'pt_position' ? row.point.join(', ') : row.tag

const partOf = (rows: readonly Annotation[], { before = null, limit = 10_000 }: Query) => {
  const below = before === null ? rows : rows.filter(({ id }) => id < Number(before))
  const newest = [...below].sort((a, b) => b.id - a.id)
  return { part: newest.slice(0, limit), more: newest.length > limit }
}

/** A table's rows as `history.rows` answers them. */
export const fakeHistory = (rows: readonly Annotation[], query: Query): Answer<'history.rows'> => {
  const { part, more } = partOf(rows, query)
  return {
    column: query.column ?? 'tag',
    ids: part.map(({ id }) => String(id)),
    created: part.map(({ created }) => microsOf(created)),
    deleted: part.map(({ deleted }) => (deleted === null ? null : microsOf(deleted))),
    supersededBy: part.map(({ superseded }) => (superseded === null ? null : String(superseded))),
    valid: part.map(({ deleted }) => deleted === null),
    values: part.map((row) => valueOf(row, query.column)),
    more,
  }
}

export const fakeSnapshot = (rows: readonly Annotation[], query: Query): Answer<'history.snapshot'> => {
  const { part, more } = partOf(rows, query)
  return {
    column: query.column ?? 'tag',
    ids: part.map(({ id }) => String(id)),
    values: part.map((row) => valueOf(row, query.column)),
    more,
  }
}
