import { Camera } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../../src/renderer/commands/command'
import { findCommands } from '../../../src/renderer/palette/find'
import { idCommands } from '../../../src/renderer/palette/ids'

const command = (title: string, group: string, detail = ''): Command => ({
  id: title,
  title,
  group,
  detail,
  icon: Camera,
  refusal: null,
  run: () => undefined,
})
const all = [
  command('Annotations', 'Go to'),
  command('Versions', 'Go to'),
  command('Materialize', 'Fleet'),
  command('Restart mat', 'Services', 'Materialization'),
  command('client.info.get_datastacks()', 'Type', 'Lists the datastacks'),
]
const titles = (search: string): readonly string[] =>
  findCommands(all, search).flatMap(({ items }) => items.map(({ title }) => title))

describe('commands', () => {
  it('are all there while nothing is typed, each under its heading', () => {
    expect(findCommands(all, ' ').map(({ group, items }) => [group, items.length])).toEqual([
      ['Go to', 2],
      ['Fleet', 1],
      ['Services', 1],
      ['Type', 1],
    ])
  })

  it('are found by letters in their order, their own names before what they are about', () => {
    expect(titles('mtrlz')[0]).toBe('Materialize')
    expect(titles('mat')[0]).toMatch(/^(Materialize|Restart mat)$/)
    expect(titles('materialization')).toContain('Restart mat')
    expect(titles('lists the data')).toEqual(['client.info.get_datastacks()'])
    expect(titles('xyzzy')).toEqual([])
  })
})

describe('a number', () => {
  const known = { tables: ['my_cave_table', 'other'], versions: [1, 3] }
  const found = (search: string) => idCommands(search, known).map(({ title, refusal }) => [title, refusal])

  it('can be an annotation of each table, and a version', () => {
    expect(found('3')).toEqual([
      ['Annotation 3 in my_cave_table', null],
      ['Annotation 3 in other', null],
      ['Version 3', null],
    ])
  })

  it('that is no version says which there are', () => {
    expect(found('version 2')).toEqual([['Version 2', 'There is none of that number; there are: 1, 3.']])
  })

  it('as long as an id of the graph is one of those first', () => {
    expect(found('72127962782105600')[0]).toEqual(['Root or supervoxel 72127962782105600', null])
    expect(found('go to root 72127962782105600')).toEqual([['Root or supervoxel 72127962782105600', null]])
  })

  it('stands alone or after what it is', () => {
    expect(found('annotation #12')).toHaveLength(2)
    expect(found('v3')).toEqual([['Version 3', null]])
    expect(found('3 apples')).toEqual([])
    expect(found('materialize')).toEqual([])
  })
})
