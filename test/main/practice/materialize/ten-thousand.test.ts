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

test('10,000 annotations are in one version, and all of them are read from it', async () => {
  await cave.materialize()
  expect((await cave.query(1, 't')).numRows).toBe(10_000)
})
