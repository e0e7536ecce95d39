import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import {
  historiesByChange,
  isOfFleet,
  readByChange,
  readByCount,
  readByRebuild,
} from '../../../src/renderer/core/stale'

const change = { tables: new Array<string>(), everything: false, versions: false }

const read = [
  ['tables.list'],
  ['versions.list'],
  ['versions.page', { version: 1, table: 'a' }],
  ['annotations.page', { table: 'a', offset: 0 }],
  ['annotations.page', { table: 'b', offset: 0 }],
  ['annotations.history', { table: 'a', id: '1' }],
  ['annotations.history', { table: 'b', id: '1' }],
  ['annotations.rows', { table: 'a', ids: ['1'] }],
  ['segmentation.landings', { table: 'a' }],
  ['segmentation.landings', { table: 'b' }],
  ['segmentation.node', { id: '72127962782105600' }],
  ['segmentation.roots', { ids: ['72127962782105600'], at: null }],
  ['segmentation.lineage', { root: '288230376151711745' }],
  ['history.rows', { table: 'a', column: null }],
  ['history.rows', { table: 'b', column: 'tag' }],
  ['history.snapshot', { table: 'a', column: null, version: 1 }],
  ['cheatsheet.read'],
]

/** The questions among `read` that are asked again after the change. */
const staleAfter = async (told: Partial<typeof change>): Promise<string[]> => {
  const client = new QueryClient()
  for (const key of read) client.setQueryData(key, {})
  const all = { ...change, ...told }
  for (const filter of [...readByChange(all), historiesByChange(all)]) await client.invalidateQueries(filter)
  return client
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map(({ queryKey: [name, input] }) =>
      typeof input === 'object' && input !== null && 'table' in input
        ? `${String(name)} ${String(input.table)}`
        : String(name),
    )
    .sort()
}

describe('what a pushed change makes untrue', () => {
  it('is only what was read of the named table', async () => {
    expect(await staleAfter({ tables: ['a'] })).toEqual([
      'annotations.history a',
      'annotations.page a',
      'annotations.rows a',
      'history.rows a',
      'segmentation.landings a',
    ])
  })

  it('is every version when versions changed: after a clean reset a number means another snapshot', async () => {
    expect(await staleAfter({ versions: true })).toEqual([
      'history.snapshot a',
      'segmentation.landings a',
      'segmentation.landings b',
      'versions.list',
      'versions.page a',
    ])
  })

  it('is all data after a gap, but not the cheat-sheet', async () => {
    const stale = await staleAfter({ everything: true })
    expect(stale).toHaveLength(read.length - 2)
    expect(stale).not.toContain('cheatsheet.read')
  })

  it('is nothing that the graph answered, which a rebuild alone changes', async () => {
    const stale = await staleAfter({ tables: ['a'], versions: true })
    expect(stale.filter((name) => /node|roots|lineage/.test(name))).toEqual([])
    const client = new QueryClient()
    for (const key of read) client.setQueryData(key, {})
    for (const filter of readByRebuild) await client.invalidateQueries(filter)
    const asked = client
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
    expect(asked.map(({ queryKey: [name] }) => name)).toEqual([
      'segmentation.node',
      'segmentation.roots',
      'segmentation.lineage',
    ])
  })

  it('leaves the counting of rows to a slower look', () => {
    expect(readByCount).toContainEqual({ queryKey: ['tables.list'] })
  })

  it('forgets the data of a fleet that is gone and keeps what belongs to the panel', () => {
    const client = new QueryClient()
    const own = [['classroom.read'], ['life.read'], ['place.read'], ['welcome.read'], ['fleet.up']]
    for (const key of [...read, ...own]) client.setQueryData(key, {})
    client.removeQueries({ predicate: isOfFleet })
    expect(
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey[0]),
    ).toEqual(['cheatsheet.read', ...own.flat()])
  })
})
