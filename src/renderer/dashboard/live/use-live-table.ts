import { useMemo } from 'react'
import type { Column, Row } from '../../../shared/domain/annotation'
import type { Version } from '../../../shared/domain/version'
import type { ErrorInfo } from '../../../shared/errors'
import { useFlash } from '../../annotations/use-flash'
import type { Flash } from '../../annotations/flash'
import { dataPace, oncePace, useReading } from '../reading/use-reading'
import { liveColumns, waitsForRoots } from './live-columns'
import { readRoots, type Roots } from './read-roots'
import { readLiveRows } from './read-table'
import type { NewestRows } from './newest-rows'

export interface SeenTable {
  /** Null while it was never read. */
  readonly found: NewestRows | null
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly flashes: ReadonlyMap<string, Flash>
  /** Some row has no root yet. */
  readonly waits: boolean
  readonly at: number | null
  readonly error: ErrorInfo | null
  readonly rootsError: ErrorInfo | null
}

const rootsPace = { ...oncePace, keeps: true }

/** One table's live rows, with their roots as the newest version has them. */
export const useLiveTable = (table: string, version: Version | null): SeenTable => {
  const live = useReading(
    ['rows', table],
    (signal, before: NewestRows | null) => readLiveRows(table, signal, before),
    dataPace,
  )
  const found = live.value
  const ids = found?.live.map(({ id }) => id) ?? []
  const roots = useReading(
    ['roots', table, version?.version, version?.timeStamp, ids.join()],
    async (signal): Promise<Roots> =>
      version === null ? new Map() : readRoots(table, version.version, ids, signal),
    rootsPace,
  )
  const { columns, rows } = useMemo(() => liveColumns(found?.live ?? [], roots.value), [found, roots.value])
  const pages = useMemo(() => [{ page: 0, rows }], [rows])
  // Rows do not change by being read together with their roots for the first time.
  const question = columns.map(({ name }) => name).join()
  const flashes = useFlash(question, found === null ? null : columns, pages)
  return {
    found,
    columns,
    rows,
    flashes,
    waits: waitsForRoots(columns, rows),
    at: live.at,
    error: live.error,
    rootsError: roots.error,
  }
}
