import { describe, expect, it } from 'vitest'
import type { Column, Row, Table } from '../../../src/shared/domain/annotation'
import { versionOf } from '../api/fake-core'
import { run } from './run-verb'

const column = (name: string): Column => ({ name, kind: 'text', editable: true, required: false })
const columns = [column('id'), column('tag'), column('pt_position')]

const table = (name: string): Table => ({
  name,
  schemaType: 'bound_tag',
  description: '',
  liveRows: 1,
  allRows: 1,
  voxelResolution: [8, 8, 40],
  columns,
})

const rowsUpTo = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => [String(index + 1), `tag ${index + 1}`, [1, 2, 3]])

/** One table of so many rows, read in windows as the core gives them. */
const tableOf = (count: number) => {
  const asked: { offset: number; limit: number }[] = []
  const all = rowsUpTo(count)
  return {
    asked,
    data: {
      'tables.list': async () => [table('cells')],
      'annotations.page': async ({ offset, limit }: { offset: number; limit: number }) => {
        asked.push({ offset, limit })
        return { columns, rows: all.slice(offset, offset + limit), total: all.length }
      },
    },
  }
}

describe('table', () => {
  it('prints rows under their columns', async () => {
    const { status, out, err } = await run(['table', 'cells'], { data: tableOf(2).data })
    expect(status).toBe(0)
    expect(out).toBe('id  tag    pt_position\n1   tag 1  1, 2, 3\n2   tag 2  1, 2, 3\n')
    expect(err).toBe('2 rows.\n')
  })

  it('with --json tells the table, then a line a row', async () => {
    const { json } = await run(['table', 'cells', '--json'], { data: tableOf(2).data })
    expect(json()).toEqual([
      { type: 'table', name: 'cells', columns, total: 2 },
      { type: 'row', cells: { id: '1', tag: 'tag 1', pt_position: [1, 2, 3] } },
      { type: 'row', cells: { id: '2', tag: 'tag 2', pt_position: [1, 2, 3] } },
    ])
  })

  it('reads a long one window by window, and no more than asked for', async () => {
    const { data, asked } = tableOf(2500)
    const { json } = await run(['table', 'cells', '--json', '--limit', '2100'], { data })
    expect(json()).toHaveLength(2101)
    expect(asked).toEqual(
      [
        { offset: 0, limit: 1000 },
        { offset: 1000, limit: 1000 },
        { offset: 2000, limit: 100 },
      ].map((window) => expect.objectContaining(window)),
    )
  })

  it('stops reading when nobody reads it', async () => {
    const { data, asked } = tableOf(2500)
    await run(['table', 'cells', '--json', '--limit', '2500'], { data }, { unread: AbortSignal.abort() })
    expect(asked).toHaveLength(1)
  })

  it('of an unknown name names those there are', async () => {
    const { status, err } = await run(['table', 'cels'], { data: tableOf(0).data })
    expect(status).toBe(1)
    expect(err).toContain('NOT_FOUND')
    expect(err).toContain('cells')
  })

  it('--all and --in-version ask for what they say', async () => {
    const asked: unknown[] = []
    const page = async (query: unknown) => {
      asked.push(query)
      return { columns, rows: [], total: 0 }
    }
    const data = { ...tableOf(0).data, 'annotations.page': page, 'versions.page': page }
    await run(['table', 'cells', '--all'], { data })
    await run(['table', 'cells', '--in-version', '3'], { data })
    expect(asked).toEqual([
      expect.objectContaining({ rows: 'all', table: 'cells' }),
      expect.objectContaining({ version: 3, table: 'cells' }),
    ])
  })

  it('shows a hostile tag without obeying it', async () => {
    const { out } = await run(['table', 'cells'], {
      data: {
        ...tableOf(0).data,
        'annotations.page': async () => ({
          columns,
          rows: [['1', '\u001b]0;owned\u0007\nnext', [1, 2, 3]]],
          total: 1,
        }),
      },
    })
    expect(out).toContain('\\x1b]0;owned\\x07 next')
  })
})

describe('history', () => {
  const data = {
    'tables.list': async () => [table('cells')],
    'annotations.history': async ({ table: name }: { table: string }) => ({
      table: name,
      columns,
      rows: rowsUpTo(2),
      head: '2',
      ended: false,
    }),
  }

  it('takes the only table there is', async () => {
    const { status, json } = await run(['history', '1', '--json'], { data })
    expect(status).toBe(0)
    expect(json()[0]).toMatchObject({ type: 'lineage', table: 'cells', head: '2', ended: false })
    expect(json().slice(1)).toHaveLength(2)
  })

  it('asks which, where there are several', async () => {
    const { status, err } = await run(['history', '1'], {
      data: { ...data, 'tables.list': async () => [table('cells'), table('synapses')] },
    })
    expect(status).toBe(2)
    expect(err).toContain('cells, synapses')
    expect(err).toContain('--table')
  })

  it('takes one that is marked as deleted only by its name', async () => {
    const both = async (): Promise<Table[]> => [table('cells'), { ...table('old'), standing: 'marked' }]
    const told = async (...words: string[]) => {
      const ran = await run(['history', '1', '--json', ...words], { data: { ...data, 'tables.list': both } })
      return ran.json()[0]
    }
    expect(await told()).toMatchObject({ table: 'cells' })
    expect(await told('--table', 'old')).toMatchObject({ table: 'old' })
  })

  it('says when there is none', async () => {
    const { status, err } = await run(['history', '1'], { data: { 'tables.list': async () => [] } })
    expect(status).toBe(1)
    expect(err).toContain('There is no table.')
  })
})

describe('versions', () => {
  it('are listed, and that nothing removes them is said', async () => {
    const { out, err } = await run(['versions'], { data: { 'versions.list': async () => [versionOf()] } })
    expect(out).toMatch(/1\s+AVAILABLE\s+2026-11-23T10:00:00.000Z\s+2\s+15\.3/)
    expect(err).toContain('Nothing removes versions here')
  })

  it('are JSON lines', async () => {
    const { json } = await run(['versions', '--json'], {
      data: { 'versions.list': async () => [versionOf(), versionOf({ version: 2, status: 'RUNNING' })] },
    })
    expect(json().map((line) => [line['type'], line['version'], line['status']])).toEqual([
      ['version', 1, 'AVAILABLE'],
      ['version', 2, 'RUNNING'],
    ])
  })
})

describe('diff', () => {
  const cell = (name: string, before: string | null, after: string | null) => ({
    column: name,
    before,
    after,
    changed: before !== after,
  })
  const data = {
    'tables.list': async () => [table('cells')],
    'versions.diff': async () => ({
      table: 'cells',
      from: 1,
      to: 2,
      columns,
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 4,
      rows: [
        { change: 'added' as const, fromId: null, toId: '9', cells: [cell('tag', null, 'new')] },
        { change: 'removed' as const, fromId: '2', toId: null, cells: [cell('tag', 'old', null)] },
        {
          change: 'changed' as const,
          fromId: '1',
          toId: '8',
          cells: [cell('tag', 'a', 'b'), cell('x', '1', '1')],
        },
      ],
    }),
  }

  it('shows what changed, cell by cell', async () => {
    const { status, out } = await run(['diff', '1', '2'], { data })
    expect(status).toBe(0)
    expect(out).toBe(
      [
        'cells, version 1 to 2: 1 added, 1 removed, 1 changed, 4 unchanged.',
        '+ 9  tag: new',
        '- 2  tag: old',
        '~ 1 -> 8  tag: a -> b',
        '',
      ].join('\n'),
    )
  })

  it('is JSON lines: counts, then a line a row', async () => {
    const { json } = await run(['diff', '1', '2', '--json'], { data })
    expect(json().map((line) => line['type'])).toEqual(['diff', 'change', 'change', 'change'])
  })
})
