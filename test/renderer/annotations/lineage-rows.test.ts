import { describe, expect, it } from 'vitest'
import { lineageEntries, rowIn } from '../../../src/renderer/annotations/lineage-rows'
import { FakeData, columns } from '../fake/fake-data'

const data = new FakeData(() => undefined)
const lineage = data.history('my_cave_table', '3')

describe('a lineage', () => {
  it('is told from the first row to the head, from whichever row it is asked', () => {
    expect(lineageEntries(lineage).map(({ id }) => id)).toEqual(['1', '3', '4'])
    expect(lineageEntries(data.history('my_cave_table', '4')).map(({ id }) => id)).toEqual(['1', '3', '4'])
  })

  it('has one head, which is not over', () => {
    const heads = lineageEntries(lineage).filter(({ isHead }) => isHead)
    expect(heads).toMatchObject([{ id: '4', deleted: null }])
  })

  it('calls each row by its text, wherever that column stands', () => {
    expect(lineageEntries(lineage).map(({ values }) => values[0])).toEqual([
      'cell A',
      'pyramidal',
      'L5 pyramidal',
    ])
    const pointFirst = {
      ...lineage,
      columns: ['pt_position', 'tag', 'id'].flatMap((name) =>
        columns.filter((column) => column.name === name),
      ),
      rows: [[[1, 2, 3], 'cell A', '4']],
    }
    expect(lineageEntries(pointFirst)[0]?.values).toEqual(['cell A', '1, 2, 3'])
  })

  it('gives a row in the order of any columns, with nothing where it has none', () => {
    const order = ['tag', 'id'].flatMap((name) => columns.filter((column) => column.name === name))
    const other = { name: 'note', kind: 'text', editable: true, required: false } as const
    expect(rowIn(lineage, '3', [...order, other])).toEqual(['pyramidal', '3', null])
    expect(rowIn(lineage, '99', order)).toBeNull()
  })
})
