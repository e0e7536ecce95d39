import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  await cave.createTable('t')
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    pt: at(512 + (index % 512), index % 512, index % 64),
    tag: `tag ${String(index % 50)}`,
  }))
  await cave.post('t', rows)
})
afterAll(() => fleet.stop())

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now()
  await work()
  return (performance.now() - since) / 1000
}

test('10,000 annotations are materialized within 5 s and read within 0.3 s', async () => {
  expect(await seconds(() => cave.materialize())).toBeLessThan(5)
  await cave.query(1, 't')
  let read = 0
  const times = [0, 0, 0].map(() => async () => {
    read = (await cave.query(1, 't')).numRows
  })
  const taken: number[] = []
  for (const each of times) taken.push(await seconds(each))
  expect(read).toBe(10_000)
  expect(Math.min(...taken)).toBeLessThan(0.3)
})
