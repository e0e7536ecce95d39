import { z } from 'zod'
import type { Column, Row } from '../../shared/domain/annotation'
import type { Diff, DiffRow } from '../../shared/domain/version'
import type { Given } from '../../shared/contract'
import { findRelation, quoted } from './catalogue'
import { differenceOf, type Difference, type Followers, type Pair } from './difference'
import { rowsById } from './page'
import { rowDigests } from './row-digests'
import type { Session } from './session'
import { frozen, openSnapshot, type Snapshot } from './versions'

const idsAtOnce = 5_000
const step = z.object({ id: z.string(), next: z.string() })

/**
 * Follows superceded_id in the live table, one generation a round for all rows at once, until a row that the later version
 * has. What was met before is not met again, so circles in damaged data end.
 */
const followersIn =
  (session: Session, table: string, signal: AbortSignal): Followers =>
  async (ids, among) => {
    const matched = new Map<bigint, bigint>()
    // A live table that is gone knows no lineages.
    if ((await findRelation(session.volume, table)) === undefined) return matched
    const text = `SELECT id::text AS id, superceded_id::text AS next FROM ${quoted(table)}
      WHERE id = ANY($1::bigint[]) AND superceded_id IS NOT NULL`
    for (let start = 0; start < ids.length; start += idsAtOnce) {
      const met = new Set<string>()
      let walkers = new Map(ids.slice(start, start + idsAtOnce).map((id) => [String(id), id]))
      while (walkers.size > 0) {
        signal.throwIfAborted()
        const steps = await session.volume.read(step, { text, values: [[...walkers.keys()]] })
        const next = new Map<string, bigint>()
        for (const { id, next: to } of steps) {
          const origin = walkers.get(id)
          if (origin === undefined || met.has(to)) continue
          met.add(to)
          if (among.has(BigInt(to))) matched.set(origin, BigInt(to))
          else next.set(to, origin)
        }
        walkers = next
      }
    }
    return matched
  }

const withoutId = (columns: readonly Column[]): string[] =>
  columns.map(({ name }) => name).filter((name) => name !== 'id')

/** All columns of either snapshot; digests are taken over these where both have them, else the row as a whole differs. */
const allColumns = (from: Snapshot, to: Snapshot): Column[] => {
  const of = frozen(to.relation)
  const names = new Set(of.map(({ name }) => name))
  return [...of, ...frozen(from.relation).filter(({ name }) => !names.has(name))]
}

const difference = async (
  session: Session,
  earlier: Snapshot,
  later: Snapshot,
  signal: AbortSignal,
): Promise<Difference> => {
  const left = withoutId(earlier.relation.columns).sort()
  const right = withoutId(later.relation.columns).sort()
  return differenceOf(
    rowDigests(earlier, left, signal),
    rowDigests(later, right, signal),
    followersIn(session, later.relation.name, signal),
  )
}

type Cells = ReadonlyMap<string, Row>

const cellsOf = (columns: readonly Column[], from: Snapshot, to: Snapshot, before?: Row, after?: Row) => {
  const value = (snapshot: Snapshot, row: Row | undefined, name: string) =>
    row?.[snapshot.relation.columns.findIndex((column) => column.name === name)] ?? null
  return withoutId(columns).map((column) => {
    const old = value(from, before, column)
    const fresh = value(to, after, column)
    return { column, before: old, after: fresh, changed: JSON.stringify(old) !== JSON.stringify(fresh) }
  })
}

const kindOf = (fromId: string | null, toId: string | null): DiffRow['change'] => {
  if (fromId === null) return 'added'
  return toId === null ? 'removed' : 'changed'
}

const kept = 4

/** Versions never change, so what differs between two is found once, for all windows into it. */
export const openDifferences = () => {
  const known = new Map<string, Difference>()
  return async (key: string, find: () => Promise<Difference>): Promise<Difference> => {
    const found = known.get(key) ?? (await find())
    known.delete(key)
    known.set(key, found)
    const [oldest] = known.keys()
    if (known.size > kept && oldest !== undefined) known.delete(oldest)
    return found
  }
}
type Differences = ReturnType<typeof openDifferences>

export const readDiff = async (
  session: Session,
  differences: Differences,
  { table, from, to, changes, offset, limit }: Given<'versions.diff'>,
  signal: AbortSignal,
): Promise<Diff> => {
  const [source, target] = await Promise.all([
    openSnapshot(session, from, table),
    openSnapshot(session, to, table),
  ])
  // Lineages lead forward in time: the other way round is the same walk, told backwards.
  const backwards = from > to
  const [earlier, later] = backwards ? [target, source] : [source, target]
  const { host, port } = session.connection.postgres
  const key = JSON.stringify([host, port, table, earlier.oid, later.oid])
  const found = await differences(key, () => difference(session, earlier, later, signal))
  const idsOf = ({ earlier: old, later: young }: Pair) => {
    const [before, after] = backwards ? [young, old] : [old, young]
    return { fromId: before === null ? null : String(before), toId: after === null ? null : String(after) }
  }
  const pairs =
    changes === undefined
      ? found.pairs
      : found.pairs.filter((pair) => {
          const { fromId, toId } = idsOf(pair)
          return changes.includes(kindOf(fromId, toId))
        })
  const window = pairs.slice(offset, offset + limit).map(idsOf)
  const read = (snapshot: Snapshot, ids: readonly (string | null)[]): Promise<Cells> =>
    rowsById(
      snapshot.database,
      snapshot.relation,
      ids.filter((id): id is string => id !== null),
    )
  const [before, after] = await Promise.all([
    read(
      source,
      window.map(({ fromId }) => fromId),
    ),
    read(
      target,
      window.map(({ toId }) => toId),
    ),
  ])
  const columns = allColumns(source, target)
  return {
    table,
    from,
    to,
    columns,
    added: backwards ? found.removed : found.added,
    removed: backwards ? found.added : found.removed,
    changed: found.changed,
    unchanged: found.unchanged,
    rows: window.map(({ fromId, toId }) => ({
      change: kindOf(fromId, toId),
      fromId,
      toId,
      cells: cellsOf(columns, source, target, before.get(fromId ?? ''), after.get(toId ?? '')),
    })),
  }
}
