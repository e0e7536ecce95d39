import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../support/practice'

let fleet: PracticeForTest

beforeAll(async () => {
  fleet = await startPracticeForTest()
})
afterAll(() => fleet.stop())

const get = async (path: string): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${fleet.address}${path}`)
  return { status: answer.status, body: await answer.json() }
}

test('lists the datastack and tells where it is served', async () => {
  expect((await get('/info/api/v2/datastacks')).body).toEqual(['fake_datastack'])
  expect((await get('/info/api/v2/datastack/full/fake_datastack')).body).toMatchObject({
    aligned_volume: { id: 1, name: 'fake_volume' },
    segmentation_source: 'graphene://http://gateway/segmentation/table/test',
    local_server: fleet.address,
    viewer_resolution_z: 40,
    synapse_table: null,
  })
})

test.each([
  ['/info/health', 'healthy'],
  ['/info/version', '4.3.3'],
  ['/info/api/versions', [2]],
  ['/schema/versions', [2]],
  ['/schema/views/version', '5.26.3'],
  ['/segmentation/api/version', '2.21.1'],
  ['/segmentation/api/versions', [0, 1]],
  ['/info/api/v2/aligned_volume', ['fake_volume']],
  ['/info/api/v2/aligned_volume/fake_volume/datastacks', ['fake_datastack']],
  ['/info/api/v2/datastack/fake_datastack/image_sources', []],
])('%s answers as the genuine service', async (path, expected) => {
  expect(await get(path)).toEqual({ status: 200, body: expected })
})

test('a doubled slash before the service is merged', async () => {
  expect(await get('//info/version')).toEqual({ status: 200, body: '4.3.3' })
  expect(await get('//info/api//v2/datastacks')).toEqual({ status: 200, body: ['fake_datastack'] })
})

test('an aligned volume is found by name and by id', async () => {
  const byName = await get('/info/api/v2/aligned_volume/fake_volume')
  expect(byName).toMatchObject({ status: 200, body: { id: 1, description: 'Fake aligned volume' } })
  expect(await get('/info/api/v2/aligned_volume/id/1')).toEqual(byName)
  expect((await get('/info/api/v2/aligned_volume/id/2')).status).toBe(404)
})

test("an unknown datastack is refused in the genuine service's words", async () => {
  const path = '/info/api/v2/datastack/full/no_such_datastack'
  expect(await get(path)).toEqual({
    status: 404,
    body: {
      message: `The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again. You have requested this URI [${path}] but did you mean /info/api/v2/datastack/full/<string:datastack> or /info/api/v2/datastack/<datastack>/image_sources or /info/api/v2/datastacks ?`,
    },
  })
})

test('hostile names are only names', async () => {
  const name = encodeURIComponent("x'; DROP TABLE datastack; --")
  expect((await get(`/info/api/v2/datastack/full/${name}`)).status).toBe(404)
  expect((await get('/info/api/v2/datastacks')).body).toEqual(['fake_datastack'])
})
