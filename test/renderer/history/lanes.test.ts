import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf, rowsIn } from '../../../src/renderer/history/lanes'
import { historyOf } from '../../../src/renderer/history/use-history'
import { anyRows, at, historyOfRows, partOf, properRows, storyRows, type MadeRow } from './made-history'

const lanesAsIds = (rows: readonly MadeRow[]): string[][] => {
  const { lanes, rows: columns } = historyOfRows(rows)
  return Array.from({ length: lanes.count }, (_, lane) =>
    Array.from(rowsIn(lanes, lane), (place) => columns.ids[place] ?? ''),
  )
}

/** Sets of ids that links connect, found the slow way. */
const connected = (rows: readonly MadeRow[]): string[] => {
  const sets = rows.map(({ id }) => new Set([id]))
  for (const { id, next = null } of rows) {
    const [from, to] = [sets.find((set) => set.has(id)), sets.find((set) => next !== null && set.has(next))]
    if (from === undefined || to === undefined || from === to) continue
    for (const each of to) from.add(each)
    to.clear()
  }
  return sets.filter(({ size }) => size > 0).map((set) => [...set].sort((a, b) => a - b).join())
}

describe('lanes', () => {
  it('are the lineages, in the order in which they began, each oldest first', () => {
    expect(lanesAsIds(storyRows)).toEqual([['1', '3', '4'], ['2'], ['5']])
  })

  it('hold every row exactly once, whatever the links say', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const ids = lanesAsIds(rows).flat().map(Number)
        expect(ids.sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id).sort((a, b) => a - b))
      }),
    )
  })

  it('are what the links connect, and nothing else', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const lanes = lanesAsIds(rows).map((ids) =>
          ids
            .map(Number)
            .sort((a, b) => a - b)
            .join(),
        )
        expect(lanes.sort()).toEqual(connected(rows).sort())
      }),
    )
  })

  it('follow the edits: each row is followed by the one that superseded it', () => {
    fc.assert(
      fc.property(properRows, (rows) => {
        const next = new Map(rows.map(({ id, next = null }) => [String(id), next]))
        for (const lane of lanesAsIds(rows))
          for (const [index, id] of lane.entries())
            expect(lane[index + 1] ?? null).toBe(next.get(id) === null ? null : String(next.get(id)))
      }),
    )
  })

  it('end with their head', () => {
    const { rows, lanes } = historyOfRows(storyRows)
    expect(rows.ids[headOf(lanes, 0)]).toBe('4')
  })
})

describe('rows that came in parts', () => {
  it('are the same as in one', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 10 }), (rows, size) => {
        const newest = [...rows].sort((a, b) => b.id - a.id)
        const parts = Array.from({ length: Math.max(1, Math.ceil(newest.length / size)) }, (_, index) =>
          partOf(newest.slice(index * size, (index + 1) * size)),
        )
        expect(historyOf(parts, at(1000))).toEqual(historyOf([partOf(rows)], at(1000)))
      }),
      { numRuns: 50 },
    )
  })

  it('tell when older ones were left out', () => {
    expect(historyOf([partOf(storyRows, true)], 0).complete).toBe(false)
    expect(historyOf([partOf(storyRows)], 0).complete).toBe(true)
  })

  it('are live until they were read, or until the last event where a clock is behind', () => {
    expect(historyOfRows(storyRows, 1000).now).toBe(at(1000))
    expect(historyOfRows(storyRows, 10).now).toBe(at(300.003))
  })
})
