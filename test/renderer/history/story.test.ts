import { describe, expect, it } from 'vitest'
import { cutsOf } from '../../../src/renderer/history/picture'
import { standingOf } from '../../../src/renderer/history/standing'
import {
  lineageTold,
  notLookedUp,
  sinceThen,
  storiesOf,
  versionsTold,
} from '../../../src/renderer/history/story'
import { cursorTold } from '../../../src/renderer/history/told'
import { at, historyOfRows, madeVersion, pictureOfRows, storyRows, storyVersions } from './made-history'

const history = historyOfRows(storyRows)
const { rows } = history
const places = ['1', '2', '3', '4', '5'].map((id) => rows.places.get(id) ?? -1)

describe('a row in words', () => {
  it('says how it came and what became of it', () => {
    expect(places.map(storiesOf(rows))).toEqual([
      'added, superseded by row 3',
      'added, live now',
      'edited from row 1, superseded by row 4',
      'edited from row 3, live now',
      'added, deleted',
    ])
  })

  it('stands in its block by its id and what became of it', () => {
    expect(places.map((place) => standingOf(rows, place))).toEqual([
      'id 1 · superseded by 3',
      'id 2 · now',
      'id 3 · superseded by 4',
      'id 4 · now',
      'id 5 · deleted',
    ])
  })

  it('says what its lineage is now, seen from then', () => {
    expect(places.map((place) => sinceThen(history, place))).toEqual([
      'now L5 pyramidal',
      'unchanged',
      'now L5 pyramidal',
      'unchanged',
      'deleted',
    ])
    const moved = historyOfRows([
      { id: 1, created: 0, deleted: 5, next: 2, value: 'same' },
      { id: 2, created: 5, value: 'same' },
    ])
    expect(sinceThen(moved, 0)).toBe('row 2 now')
  })

  it('says which versions hold it: those made while it was live, and that can be opened', () => {
    const cuts = cutsOf([...storyVersions, madeVersion(4, 450, { status: 'FAILED', valid: false })], 't')
    expect(places.map((place) => versionsTold(rows, cuts, place))).toEqual([
      'v1',
      'v1, v2, v3',
      'v2',
      'v3',
      'v2',
    ])
    expect(versionsTold(rows, cutsOf(storyVersions, 'another'), 1)).toBe('')
  })
})

describe('rows that no version looked up', () => {
  it('are those that came and went between two versions, or came after the last', () => {
    const all = Int32Array.from(places)
    expect(notLookedUp(rows, cutsOf(storyVersions, 't'), all)).toBe(0)
    expect(notLookedUp(rows, cutsOf(storyVersions.slice(0, 1), 't'), all)).toBe(3)
    expect(notLookedUp(rows, [], all)).toBe(5)
  })
})

describe('a lineage in words', () => {
  it('is its ids, oldest first', () => {
    expect(lineageTold(history, places[2] ?? 0)).toBe('1 → 3 → 4')
  })

  it('of many edits is told by its ends and what is near', () => {
    const long = historyOfRows(
      Array.from({ length: 40 }, (_, index) => ({
        id: index + 1,
        created: index,
        deleted: index < 39 ? index + 1 : null,
        next: index < 39 ? index + 2 : null,
      })),
    )
    expect(lineageTold(long, 19)).toBe('1 → … → 19 → 20 → 21 → … → 40')
    expect(lineageTold(long, 0)).toBe('1 → 2 → … → 40')
  })
})

describe('the time cursor in words', () => {
  it('tells the moment, the version where it stands on one, and how many rows are live', () => {
    const picture = pictureOfRows()
    expect(cursorTold(picture, null)).toBe('now, 2 live rows')
    expect(cursorTold(picture, at(200))).toMatch(/^.*\d\d:\d\d:\d\d, version 2, 3 live rows$/)
    expect(cursorTold(picture, at(0))).toMatch(/, 1 live row$/)
  })
})
