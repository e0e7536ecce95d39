import { expect, it } from 'vitest'
import { lanesShown, noFilter, type LaneFilter } from '../../../src/renderer/history/filter'
import { historyOfRows, storyRows } from './made-history'

const { rows, lanes } = historyOfRows(storyRows)
const shown = (filter: Partial<LaneFilter>): number[] => [
  ...lanesShown(rows, lanes, { ...noFilter, ...filter }),
]

it('without a filter, every lineage is shown', () => {
  expect(shown({})).toEqual([0, 1, 2])
})

it('a text finds a lineage by any value that it ever had, in any case', () => {
  expect(shown({ text: 'CELL' })).toEqual([0, 1])
  expect(shown({ text: ' pyramidal ' })).toEqual([0])
  expect(shown({ text: 'nothing' })).toEqual([])
})

it('a number finds the lineage that has a row of this id, whole', () => {
  expect(shown({ text: '3' })).toEqual([0])
  expect(shown({ text: '#5' })).toEqual([2])
})

it('edited ones, and those that are deleted', () => {
  expect(shown({ which: 'edited' })).toEqual([0])
  expect(shown({ which: 'deleted' })).toEqual([2])
  expect(shown({ which: 'deleted', text: 'cell' })).toEqual([])
})
