import { useQueries } from '@tanstack/react-query'
import type { Version } from '../../../shared/domain/version'
import { isOpenable, newestFirst } from '../../versions/version-state'
import type { Reading } from '../reading/reading'
import { dataPace, oncePace, readingOptions, useReading } from '../reading/use-reading'
import { readFrozenTables, readVersions } from './read-versions'

/** Those whose tables are counted and shown; a demo makes a handful. */
const mostShown = 20

export interface SeenVersions {
  /** Newest first; null while they were never read. */
  readonly shown: readonly Version[] | null
  readonly older: number
  readonly error: Reading<unknown>['error']
}

/** After a clean reset a number means another snapshot: its moment tells them apart. */
const identity = ({ version, timeStamp }: Version): readonly [number, string] => [version, timeStamp]

/** Every version with what it holds. */
export const useVersions = (): SeenVersions => {
  const { value, error } = useReading(['versions'], readVersions, dataPace)
  const all = newestFirst(value ?? [])
  const newest = all.slice(0, mostShown)
  const tables = useQueries({
    queries: newest.map((version) => ({
      ...readingOptions(
        ['frozen', ...identity(version)],
        (signal) => readFrozenTables(version.version, signal),
        oncePace,
      ),
      staleTime: Number.POSITIVE_INFINITY,
      enabled: isOpenable(version),
    })),
  })
  const shown = newest.map((version, place) => ({
    ...version,
    tables: tables[place]?.data?.value ?? version.tables,
  }))
  return { shown: value === null ? null : shown, older: all.length - newest.length, error }
}

/** The newest version that can be queried. */
export const newestOpen = (versions: readonly Version[] | null): Version | null =>
  versions?.find(isOpenable) ?? null
