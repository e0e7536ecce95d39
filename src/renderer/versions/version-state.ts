import {
  isOpenable,
  type Diff,
  type DiffRow,
  type RowChange,
  type Version,
} from '../../shared/domain/version'
import type { Tone } from '../components/state-mark'

const tones: Readonly<Record<Version['status'], Tone>> = {
  AVAILABLE: 'ok',
  RUNNING: 'busy',
  FAILED: 'bad',
  EXPIRED: 'warn',
}

export const versionTone = (version: Version): Tone => tones[version.status]

export { isOpenable }

export const newestFirst = (versions: readonly Version[]): readonly Version[] =>
  [...versions].sort((a, b) => b.version - a.version)

/** Bytes of all versions that tell; null when none does. */
export const diskInAll = (versions: readonly Version[]): number | null => {
  const told = versions.flatMap(({ disk }) => (disk === null ? [] : [disk]))
  return told.length === 0 ? null : told.reduce((sum, disk) => sum + disk, 0)
}

/** What is shown before anything is chosen: the newest that can be opened. */
export const shownFirst = (versions: readonly Version[]): Version | undefined => {
  const all = newestFirst(versions)
  return all.find(isOpenable) ?? all[0]
}

export interface Comparison {
  readonly from: number
  readonly to: number
}

/** The selected version against the one before it; the first one against the one after. Null with fewer than two. */
export const firstComparison = (versions: readonly Version[], selected: number): Comparison | null => {
  const numbers = versions
    .filter(isOpenable)
    .map(({ version }) => version)
    .sort((a, b) => a - b)
  if (numbers.length < 2) return null
  // One that cannot be opened gives way to the last before it that can.
  const place = Math.max(0, numbers.filter((number) => number <= selected).length - 1)
  const [from, to] = place === 0 ? [numbers[0], numbers[1]] : [numbers[place - 1], numbers[place]]
  return from === undefined || to === undefined ? null : { from, to }
}

/** Tables that either version holds, each once. */
export const tablesOf = (versions: readonly (Version | undefined)[]): readonly string[] => [
  ...new Set(versions.flatMap((version) => version?.tables.map(({ name }) => name) ?? [])),
]

export const rowsOfKinds = (diff: Diff, kinds: readonly RowChange[]): number =>
  kinds.reduce((sum, kind) => sum + diff[kind], 0)

/** Columns in which a row says something else than it did: of a wide table, a few. */
export const columnsThatChanged = (rows: readonly DiffRow[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter(({ change }) => change === 'changed')
      .flatMap(({ cells }) => cells.filter(({ changed }) => changed).map(({ column }) => column)),
  )
