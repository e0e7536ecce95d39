import type { Query, QueryFilters } from '@tanstack/react-query'
import type { Answer } from '../../shared/contract'

const tableOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'table' in input ? input.table : undefined

const ofTables = (channel: string, tables: readonly string[]): QueryFilters => ({
  predicate: ({ queryKey: [name, input] }) =>
    name === channel && tables.some((table) => table === tableOf(input)),
})

const ofRows = ['annotations.page', 'annotations.history', 'annotations.rows', 'segmentation.landings']

/** What PyChunkedGraph said: none tells when it changes, but a graph that is rebuilt may answer again, or otherwise. */
export const readByRebuild: readonly QueryFilters[] = [
  { queryKey: ['segmentation.node'] },
  { queryKey: ['segmentation.roots'] },
  { queryKey: ['segmentation.lineage'] },
]

/** Which of the answers read so far a pushed change makes untrue: only those on screen are then read again. */
export const readByChange = (change: Answer<'data.changes'>): readonly QueryFilters[] => {
  const channels: string[] = []
  if (change.everything) channels.push(...ofRows)
  // A version's rows never change, but after a clean reset its number can mean another snapshot.
  if (change.everything || change.versions)
    channels.push('versions.list', 'versions.page', 'versions.diff', 'history.snapshot', 'baseline.read')
  // A materialization looks rows up.
  if (change.versions && !change.everything) channels.push('segmentation.landings')
  const whole = channels.map((channel): QueryFilters => ({ queryKey: [channel] }))
  if (change.everything) return [...whole, ...readByRebuild]
  return change.tables.length === 0
    ? whole
    : [...whole, ...ofRows.map((channel) => ofTables(channel, change.tables))]
}

/** Whole histories: a large one takes longer to read than the next change takes to come. */
export const historiesByChange = (change: Answer<'data.changes'>): QueryFilters =>
  change.everything ? { queryKey: ['history.rows'] } : ofTables('history.rows', change.tables)

/** What counts the rows of every table: dear to read, and worth no more than a few looks a second. */
export const readByCount: readonly QueryFilters[] = [
  { queryKey: ['tables.list'] },
  { queryKey: ['fleet.resetPlan'] },
]

/** The channels that read what a fleet holds, by the first part of their names. */
const ofData: ReadonlySet<string> = new Set([
  'tables',
  'schemas',
  'annotations',
  'history',
  'versions',
  'segmentation',
])

/** True of what was read of a fleet's data, and so is worth nothing when that fleet is gone. What is of the panel itself stays. */
export const isOfFleet = ({ queryKey: [name] }: Query): boolean =>
  name === 'fleet.resetPlan' || (typeof name === 'string' && ofData.has(name.split('.', 1)[0] ?? ''))
