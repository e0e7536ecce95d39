import * as fc from 'fast-check'
import type { HistoryPage } from '../../../src/shared/domain/history'
import type { Version } from '../../../src/shared/domain/version'
import { isoOf } from '../../../src/renderer/history/micros'
import {
  cutsOf,
  pictureOf,
  timelineOf,
  type History,
  type Picture,
} from '../../../src/renderer/history/picture'
import { historyOf } from '../../../src/renderer/history/use-history'

/** A row as a test tells it; times in seconds after the first moment. */
export interface MadeRow {
  readonly id: number
  readonly created: number
  readonly deleted?: number | null
  readonly next?: number | null
  readonly value?: string
}

const start = 1_700_000_000_000_000
/** The microseconds of a second after the first moment. */
export const at = (seconds: number): number => start + Math.round(seconds * 1_000_000)

export const partOf = (rows: readonly MadeRow[], more = false): HistoryPage => {
  const newest = [...rows].sort((a, b) => b.id - a.id)
  return {
    column: 'tag',
    ids: newest.map(({ id }) => String(id)),
    created: newest.map(({ created }) => at(created)),
    deleted: newest.map(({ deleted = null }) => (deleted === null ? null : at(deleted))),
    supersededBy: newest.map(({ next = null }) => (next === null ? null : String(next))),
    valid: newest.map(({ deleted = null }) => deleted === null),
    values: newest.map(({ id, value = `row ${id}` }) => value),
    more,
  }
}

export const historyOfRows = (rows: readonly MadeRow[], now = 1000): History =>
  historyOf([partOf(rows)], at(now))

/** The story of the original walk-through: a label corrected twice, one that stays, one that was deleted. */
export const storyRows: readonly MadeRow[] = [
  { id: 1, created: 0, deleted: 100.003, next: 3, value: 'cell A' },
  { id: 2, created: 1, value: 'cell B' },
  { id: 3, created: 100, deleted: 300.003, next: 4, value: 'pyramidal' },
  { id: 4, created: 300, value: 'L5 pyramidal' },
  { id: 5, created: 150, deleted: 260, value: 'axon tip' },
]

export const madeVersion = (version: number, seconds: number, changes: Partial<Version> = {}): Version => ({
  version,
  status: 'AVAILABLE',
  valid: true,
  timeStamp: isoOf(at(seconds)),
  expiresOn: null,
  tables: [{ name: 't', rows: 2 }],
  disk: 16_000_000,
  ...changes,
})

export const storyVersions = [madeVersion(1, 50), madeVersion(2, 200), madeVersion(3, 400)]

export const pictureOfRows = (
  rows: readonly MadeRow[] = storyRows,
  versions: readonly Version[] = storyVersions,
  kind: 'clock' | 'events' = 'clock',
): Picture => {
  const history = historyOfRows(rows, 500)
  const cuts = cutsOf(versions, 't')
  const all = Int32Array.from({ length: history.lanes.count }, (_, lane) => lane)
  return pictureOf(history, cuts, timelineOf(history, cuts), kind, all)
}

const seconds = fc.integer({ min: 0, max: 900 })

/** Rows of every kind, damaged ones too: links that lead nowhere, to themselves, in circles, two into one. */
export const anyRows: fc.Arbitrary<readonly MadeRow[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 30 }),
      created: seconds,
      lasted: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
      next: fc.option(fc.integer({ min: 1, max: 34 }), { nil: null }),
    }),
    { selector: ({ id }) => id, maxLength: 24 },
  )
  .map((rows) =>
    rows.map(({ id, created, lasted, next }) => ({
      id,
      created,
      deleted: lasted === null ? null : created + lasted,
      next,
    })),
  )

/** Lineages as CAVE writes them: the new row is created some milliseconds before the old one is marked. */
export const properRows: fc.Arbitrary<readonly MadeRow[]> = fc
  .array(
    fc.record({
      born: seconds,
      gaps: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 6 }),
      ended: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((chains) => {
    const rows: MadeRow[] = []
    for (const { born, gaps, ended } of chains) {
      let created = born
      for (const gap of gaps) {
        const id = rows.length + 1
        rows.push({ id, created, deleted: created + gap + 0.003, next: id + 1 })
        created += gap
      }
      rows.push({ id: rows.length + 1, created, deleted: ended ? created + 7 : null })
    }
    return rows
  })
