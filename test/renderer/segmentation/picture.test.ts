import { expect, test } from 'vitest'
import type { Landing } from '../../../src/shared/domain/segmentation'
import { bracketsOf } from '../../../src/renderer/segmentation/brackets'
import { pointLabels } from '../../../src/renderer/segmentation/point-labels'
import { fakeSlice, firstSupervoxel, root, secondSupervoxel } from '../fake/fake-segmentation'

const { blocks } = fakeSlice({ z: 10 })
const reach = (roots: ReadonlyMap<string, string | null> | undefined) =>
  bracketsOf(blocks, roots).map(({ root: own, from, to }) => [own, from, to])

test('one bracket joins what has one root', () => {
  const roots = new Map([
    [firstSupervoxel, root],
    [secondSupervoxel, root],
  ])
  expect(reach(roots)).toEqual([[root, 512, 1024]])
})

test('after a split, and before the birth, each supervoxel stands by itself', () => {
  const split = new Map([
    [firstSupervoxel, '288230376151712156'],
    [secondSupervoxel, '288230376151712109'],
  ])
  expect(reach(split)).toEqual([
    ['288230376151712156', 512, 768],
    ['288230376151712109', 768, 1024],
  ])
  const none = new Map([
    [firstSupervoxel, null],
    [secondSupervoxel, null],
  ])
  expect(reach(none)).toEqual([
    [null, 512, 768],
    [null, 768, 1024],
  ])
})

test('roots that are not known are not taken for none', () => {
  expect(reach(undefined).map(([own]) => own)).toEqual([undefined, undefined])
})

const point = (row: string, x: number, y: number, value: string | null): Landing => ({
  row,
  column: 'pt_position',
  value,
  position: [x, y, 10],
  voxel: [x, y, 10],
  supervoxel: firstSupervoxel,
  lookedUp: null,
})

test('a name stands beside its point, on the side that has room', () => {
  const [left, right] = pointLabels(
    [point('1', 600, 100, 'cell A'), point('2', 1000, 300, 'cell B')],
    1024,
    1,
  )
  expect(left).toMatchObject({ text: 'cell A', side: 'start' })
  expect(left?.x).toBeGreaterThan(600)
  expect(right).toMatchObject({ text: 'cell B', side: 'end' })
  expect(right?.x).toBeLessThan(1000)
})

test('no name hides another, and one that is long is cut', () => {
  const labels = pointLabels(
    [
      point('1', 600, 100, 'cell A'),
      point('2', 612, 104, 'hidden'),
      point('3', 600, 200, 'x'.repeat(40)),
      point('4', 600, 300, null),
    ],
    1024,
    1,
  )
  expect(labels.map(({ text }) => text)).toEqual(['cell A', `${'x'.repeat(21)}…`])
})
