import { useQuery } from '@tanstack/react-query'
import type { Bridge } from '../../shared/bridge'
import type { HistoryPage, SnapshotPage } from '../../shared/domain/history'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { answerKey } from '../core/use-call'
import { momentsOf } from './events'
import { lanesOf } from './lanes'
import type { History } from './picture'
import { never, rowsOf } from './rows'
import type { Held } from './world'

/** Rows that a map is drawn of; a reader sees thousands, and 100,000 are read in a second. */
const mostRows = 100_000

/** Parts from the newest row back, until there are no more or enough. */
const readParts = async <T extends { readonly ids: readonly string[]; readonly more: boolean }>(
  read: (before: string | null) => Promise<T>,
): Promise<readonly T[]> => {
  const parts: T[] = []
  let count = 0
  for (let before: string | null = null; ;) {
    const part: T = await read(before)
    parts.push(part)
    count += part.ids.length
    before = part.ids.at(-1) ?? null
    if (!part.more || before === null || count >= mostRows) return parts
  }
}

export const historyOf = (parts: readonly HistoryPage[], readAt: number): History => {
  const rows = rowsOf(parts)
  const moments = momentsOf(rows)
  let now = readAt
  for (const time of moments.stood) now = Math.max(now, time)
  for (const time of moments.ended) if (time !== never) now = Math.max(now, time)
  return {
    rows,
    lanes: lanesOf(rows),
    moments,
    column: parts[0]?.column ?? null,
    now,
    complete: parts.at(-1)?.more !== true,
  }
}

const readHistory = async (
  bridge: Bridge,
  asked: { readonly table: string; readonly column: string | null },
  signal: AbortSignal,
): Promise<History> => {
  const parts = await readParts((before) => ask(bridge, 'history.rows', { ...asked, before }, signal))
  return historyOf(parts, Date.now() * 1000)
}

/** A table's whole history; read again when the core says that the table changed, the old one in view meanwhile. */
export const useHistory = (table: string, column: string | null) => {
  const bridge = useBridge()
  const asked = { table, column }
  return useQuery<History>({
    queryKey: answerKey('history.rows', asked),
    queryFn: ({ signal }) => readHistory(bridge, asked, signal),
    structuralSharing: false,
    placeholderData: (before, query) => {
      // Another column of the same table: the blocks stay where they are until their new values are there.
      const [, input] = query?.queryKey ?? []
      const same = typeof input === 'object' && input !== null && 'table' in input && input.table === table
      return same ? before : undefined
    },
  })
}

const heldIn = ({ ids, values }: SnapshotPage): readonly Held[] =>
  ids.map((id, index) => ({ id, value: values[index] ?? null }))

/** The rows that a version froze, by ascending id. */
export const useSnapshot = (table: string, column: string | null, version: number | null) => {
  const bridge = useBridge()
  return useQuery<readonly Held[]>({
    queryKey: answerKey('history.snapshot', { table, column, version: version ?? 1 }),
    queryFn: async ({ signal }) => {
      const read = (before: string | null) =>
        ask(bridge, 'history.snapshot', { table, column, version: version ?? 1, before }, signal)
      return (await readParts(read)).flatMap(heldIn).reverse()
    },
    structuralSharing: false,
    enabled: version !== null,
  })
}
