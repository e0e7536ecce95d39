import { describe, expect, it } from 'vitest'
import { shownColumns } from '../../../src/renderer/rows/shown-columns'
import { columns } from '../fake/fake-data'

const inDatabaseOrder = [
  'id',
  'created',
  'deleted',
  'superceded_id',
  'valid',
  'pt_position',
  'tag',
  'pt_root_id',
].flatMap((name) => columns.filter((column) => column.name === name))
const row = ['4', 'now', null, null, true, [1, 2, 3], 'cell A', '288']

describe('the columns of a table', () => {
  it('stand in reading order: what a person wrote before what CAVE keeps books with', () => {
    expect(shownColumns(inDatabaseOrder, 'all').columns.map(({ name }) => name)).toEqual([
      'id',
      'pt_position',
      'tag',
      'pt_root_id',
      'valid',
      'created',
      'deleted',
      'superceded_id',
    ])
  })

  it('leave out what says nothing of a live row', () => {
    const names = shownColumns(inDatabaseOrder, 'live').columns.map(({ name }) => name)
    expect(names).toEqual(['id', 'pt_position', 'tag', 'pt_root_id', 'created'])
  })

  it('are few for an audience: what was written, and the root that it is on', () => {
    const looked = columns.filter(({ name }) => name.endsWith('_supervoxel_id'))
    const names = shownColumns([...inDatabaseOrder, ...looked], 'audience').columns.map(({ name }) => name)
    expect(looked).not.toEqual([])
    expect(names).toEqual(['id', 'pt_position', 'tag', 'pt_root_id'])
  })

  it('take each cell with them', () => {
    const { pick } = shownColumns(inDatabaseOrder, 'live')
    expect(pick(row)).toEqual(['4', [1, 2, 3], 'cell A', '288', 'now'])
  })

  it('make a row once, so that an unchanged one is not drawn again', () => {
    const { pick } = shownColumns(inDatabaseOrder, 'live')
    expect(pick(row)).toBe(pick(row))
  })
})
