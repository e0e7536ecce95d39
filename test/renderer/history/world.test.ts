import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseOfLiveQuery, sideBySide, versionAt, worldAt } from '../../../src/renderer/history/world'
import {
  anyRows,
  at,
  historyOfRows,
  madeVersion,
  properRows,
  storyRows,
  storyVersions,
  type MadeRow,
} from './made-history'

const idsAt = (rows: readonly MadeRow[], seconds: number): string[] => {
  const { rows: columns } = historyOfRows(rows)
  return Array.from(worldAt(columns, at(seconds)), (place) => columns.ids[place] ?? '')
}

describe('the world at a moment', () => {
  it('is what was created by then and not deleted yet', () => {
    expect(idsAt(storyRows, -1)).toEqual([])
    expect(idsAt(storyRows, 0)).toEqual(['1'])
    expect(idsAt(storyRows, 50)).toEqual(['1', '2'])
    expect(idsAt(storyRows, 200)).toEqual(['2', '3', '5'])
    expect(idsAt(storyRows, 260)).toEqual(['2', '3'])
    expect(idsAt(storyRows, 1000)).toEqual(['2', '4'])
  })

  it('is for all rows and all moments what a look at each row by itself finds', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: -10, max: 1300 }), (rows, moment) => {
        const found = rows
          .filter(
            ({ created, deleted = null }) => created <= moment && (deleted === null || deleted > moment),
          )
          .map(({ id }) => id)
          .sort((a, b) => a - b)
        expect(idsAt(rows, moment).map(Number)).toEqual(found)
      }),
    )
  })

  it('has the new row of an edit alone where the cursor stops for it, although CAVE writes both for some milliseconds', () => {
    fc.assert(
      fc.property(properRows, (rows) => {
        const { rows: columns, lanes, moments } = historyOfRows(rows)
        for (const [place, stop] of moments.stood.entries()) {
          const lane = lanes.of[place]
          const live = Array.from(worldAt(columns, stop)).filter((other) => lanes.of[other] === lane)
          expect(live).toEqual([place])
        }
      }),
    )
  })
})

describe('the version that a live_query stands on', () => {
  it('is the newest at or before its timestamp, as caveclient chooses it', () => {
    const baseAt = (seconds: number) => baseOfLiveQuery(storyVersions, at(seconds))?.version
    expect([49, 50, 199, 200, 1000].map(baseAt)).toEqual([undefined, 1, 1, 2, 3])
  })

  it('is never one that cannot be read', () => {
    const versions = [
      madeVersion(1, 50),
      madeVersion(2, 100, { status: 'FAILED', valid: false }),
      madeVersion(3, 110, { status: 'RUNNING', valid: false }),
      madeVersion(4, 120, { valid: false }),
    ]
    expect(baseOfLiveQuery(versions, at(500))?.version).toBe(1)
    expect(versionAt(versions, at(100))).toBeUndefined()
    expect(versionAt(versions, at(50))?.version).toBe(1)
    expect(versionAt(versions, at(50) + 1)).toBeUndefined()
  })
})

describe('both answers side by side', () => {
  const history = historyOfRows(storyRows)
  const both = (seconds: number, frozen: readonly string[]) =>
    sideBySide(
      history.rows,
      history.lanes,
      worldAt(history.rows, at(seconds)),
      frozen.map((id) => ({ id, value: null })),
    ).map(({ live, frozen: old, difference }) => [live?.id ?? null, old?.id ?? null, difference])

  it('agree where nothing was edited since the version', () => {
    expect(both(60, ['1', '2'])).toEqual([
      ['1', '1', 'same'],
      ['2', '2', 'same'],
    ])
  })

  it('part with each edit, addition and deletion: a live_query goes on answering the old row', () => {
    expect(both(200, ['1', '2'])).toEqual([
      ['3', '1', 'edited'],
      ['2', '2', 'same'],
      ['5', null, 'added'],
    ])
    expect(both(270, ['3', '2', '5'])).toEqual([
      ['3', '3', 'same'],
      ['2', '2', 'same'],
      [null, '5', 'deleted'],
    ])
  })

  it('tell of rows that the live table does not know any more', () => {
    expect(both(50, ['1', '2', '77'])).toContainEqual([null, '77', 'deleted'])
  })

  it('name every row of either answer exactly once', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.integer({ min: 0, max: 1300 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String)),
        (rows, moment, frozen) => {
          const { rows: columns, lanes } = historyOfRows(rows)
          const world = worldAt(columns, at(moment))
          const held = frozen.map((id) => ({ id, value: null }))
          const pairs = sideBySide(columns, lanes, world, held)
          const live = pairs.flatMap((pair) => (pair.live === null ? [] : [pair.live.id]))
          const old = pairs.flatMap((pair) => (pair.frozen === null ? [] : [pair.frozen.id]))
          expect(live.sort()).toEqual(Array.from(world, (place) => columns.ids[place] ?? '').sort())
          expect(old.sort()).toEqual([...frozen].sort())
          for (const pair of pairs) expect(pair.live !== null || pair.frozen !== null).toBe(true)
        },
      ),
    )
  })
})
