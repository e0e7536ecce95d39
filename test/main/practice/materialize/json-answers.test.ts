import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { asArrow, at, Cave } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  await cave.createTable('t')
  await cave.post('t', [
    { pt: at(600), tag: 'cell A' },
    { pt: at(5000, 1, 1), tag: 'on background' },
  ])
  await cave.materialize()
})
afterAll(() => fleet.stop())

const asJson = asArrow.replace('return_pyarrow=True', 'return_pyarrow=False')

it('a snapshot is answered as records to who does not want Arrow, with every digit of an id', async () => {
  const { status, body, headers } = await cave.ask(
    'POST',
    `${cave.stack}/version/1/table/t/query?${asJson}`,
    {},
  )
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
  expect(body).toEqual([
    {
      id: 1,
      valid: true,
      pt_position_x: 600,
      pt_position_y: 100,
      pt_position_z: 10,
      pt_supervoxel_id: 72127962782105600n,
      pt_root_id: 288230376151711745n,
      tag: 'cell A',
    },
    {
      id: 2,
      valid: true,
      pt_position_x: 5000,
      pt_position_y: 1,
      pt_position_z: 1,
      pt_supervoxel_id: 0,
      pt_root_id: 0,
      tag: 'on background',
    },
  ])
})

it('so are a live query and one that finds nothing', async () => {
  const timestamp = new Date().toISOString()
  const live = await cave.ask('POST', `${cave.stack}/query?${asJson}&allow_missing_lookups=True`, {
    table: 't',
    timestamp,
    filter_equal_dict: { t: { id: 1 } },
  })
  expect(live.body).toMatchObject([{ id: 1, pt_root_id: 288230376151711745n, tag: 'cell A' }])
  const none = await cave.ask('POST', `${cave.stack}/version/1/table/t/query?${asJson}`, {
    filter_in_dict: { t: { id: [77] } },
  })
  expect([none.status, none.body]).toEqual([200, []])
})

it('Arrow is what is answered unless JSON is asked for', async () => {
  const { headers } = await cave.ask('POST', `${cave.stack}/version/1/table/t/query`, {})
  expect(headers.get('content-type')).toBe('data.arrow')
})
