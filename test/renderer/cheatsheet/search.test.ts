import { describe, expect, it } from 'vitest'
import { findCommands } from '../../../src/renderer/cheatsheet/search'
import { fakeCheatsheet } from '../fake/fake-teaching'

const found = (search: string) =>
  findCommands(fakeCheatsheet.sections, search).flatMap(({ commands }) => commands.map(({ id }) => id))

describe('finding a command', () => {
  it('shows all while nothing is searched', () => {
    expect(findCommands(fakeCheatsheet.sections, '  ')).toEqual(fakeCheatsheet.sections)
  })

  it('looks into code, explanation and section, for all words, in any order', () => {
    expect(found('get_root_id')).toEqual(['root'])
    expect(found('TRAVEL time roots')).toEqual(['live'])
    expect(found('segmentation supervoxel')).toEqual(['root'])
  })

  it('leaves out sections without a command', () => {
    expect(findCommands(fakeCheatsheet.sections, 'zzz')).toEqual([])
  })
})
