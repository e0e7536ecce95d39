import { describe, expect, it } from 'vitest'
import {
  diskInAll,
  columnsThatChanged,
  firstComparison,
  isOpenable,
  newestFirst,
  rowsOfKinds,
  shownFirst,
  tablesOf,
} from '../../../src/renderer/versions/version-state'
import { snapshotCode } from '../../../src/renderer/code/version-code'
import { FakeData } from '../fake/fake-data'

const { versions } = new FakeData(() => undefined)
const [first, second, third] = versions
if (first === undefined || second === undefined || third === undefined)
  throw new Error('The fake has three versions.')
const failed = { ...third, version: 4, status: 'FAILED' as const, valid: false, disk: null }

describe('versions', () => {
  it('stand newest first, whatever order they come in', () => {
    expect(newestFirst([second, third, first]).map(({ version }) => version)).toEqual([3, 2, 1])
  })

  it('can be opened when they are available and valid', () => {
    expect(
      [first, failed, { ...first, valid: false }, { ...first, status: 'RUNNING' as const }].map(isOpenable),
    ).toEqual([true, false, false, false])
  })

  it('are compared with the one before, the first with the one after', () => {
    expect(firstComparison(versions, 3)).toEqual({ from: 2, to: 3 })
    expect(firstComparison(versions, 1)).toEqual({ from: 1, to: 2 })
  })

  it('skip one that failed, and one that was deleted', () => {
    expect(firstComparison([first, third, failed], 3)).toEqual({ from: 1, to: 3 })
    expect(firstComparison([first, third, failed], 4)).toEqual({ from: 1, to: 3 })
  })

  it('that cannot be opened give way to the last two before them', () => {
    const running = { ...failed, version: 5, status: 'RUNNING' as const }
    expect(firstComparison([...versions, failed, running], 5)).toEqual({ from: 2, to: 3 })
    expect(shownFirst([...versions, failed, running])?.version).toBe(3)
    expect(shownFirst([failed])?.version).toBe(4)
    expect(shownFirst([])).toBeUndefined()
  })

  it('differ in rows of three kinds, and in some columns', () => {
    const diff = new FakeData(() => undefined).diff({ table: 't', from: 1, to: 2 })
    expect(rowsOfKinds(diff, ['added', 'changed'])).toBe(2)
    expect([...columnsThatChanged(diff.rows)]).toEqual(['tag'])
  })

  it('need two to be compared', () => {
    expect(firstComparison([first], 1)).toBeNull()
    expect(firstComparison([first, failed], 1)).toBeNull()
  })

  it('take the disk that they tell of', () => {
    expect(diskInAll([first, failed])).toBe(first.disk)
    expect(diskInAll([failed])).toBeNull()
  })

  it('offer each table of either once', () => {
    const more = { ...second, tables: [...second.tables, { name: 'late_table', rows: 1 }] }
    expect(tablesOf([first, more, undefined])).toEqual(['my_cave_table', 'synapses_of_anna', 'late_table'])
  })

  it('are asked for by number in caveclient', () => {
    expect(snapshotCode('t"x', 2)).toBe('client.materialize.query_table("t\\"x", materialization_version=2)')
  })
})
