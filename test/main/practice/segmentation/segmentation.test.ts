import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'

let fleet: PracticeForTest

beforeAll(async () => {
  fleet = await startPracticeForTest()
})
afterAll(() => fleet.stop())

const table = '/segmentation/api/v1/table/test'
const [first, second, root] = ['72127962782105600', '72127962782105601', '288230376151711745']

/** Ids are wider than JavaScript's numbers: answers are compared as text. */
const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${fleet.address}${path}`, init)
  return { status: answer.status, text: (await answer.text()).trim() }
}

const post = (path: string, body: string, type = 'application/json') =>
  ask(`${table}/${path}`, { method: 'POST', body, headers: { 'Content-Type': type } })

/** GET with a body, as caveclient sends it. */
const getWithBody = (path: string, body: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { 'Content-Length': String(Buffer.byteLength(body)) }
    const asked = request(
      { host: '127.0.0.1', port: fleet.port, path: `${table}/${path}`, headers },
      (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += String(chunk)
        })
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, text: text.trim() })
        })
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })

const binary = async (ids: readonly bigint[], query = ''): Promise<readonly bigint[]> => {
  const body = Buffer.alloc(ids.length * 8)
  for (const [index, id] of ids.entries()) body.writeBigUInt64LE(id, index * 8)
  const answer = await fetch(`${fleet.address}${table}/roots_binary${query}`, { method: 'POST', body })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return ids.map((_, index) => bytes.readBigUInt64LE(index * 8))
}

test('a supervoxel leads to its root, with every digit', async () => {
  expect(await ask(`${table}/node/${first}/root`)).toEqual({ status: 200, text: `{"root_id":${root}}` })
  expect((await ask(`${table}/node/${root}/root`)).text).toBe(`{"root_id":${root}}`)
  expect((await ask(`${table}/node/0/root`)).text).toBe('{"root_id":0}')
})

test('a look-up can end in another layer, or above one that is skipped', async () => {
  const upTo = async (node: string, layer: number) =>
    (await ask(`${table}/node/${node}/root?stop_layer=${layer}`)).text
  expect(await upTo(first, 1)).toBe(`{"root_id":${first}}`)
  expect(await upTo(first, 2)).toBe('{"root_id":144185556820033537}')
  expect(await upTo(first, 3)).toBe(`{"root_id":${root}}`)
  expect(await upTo(root, 2)).toBe(`{"root_id":${root}}`)
  expect((await ask(`${table}/node/${first}/root?stop_layer=top`)).status).toBe(400)
})

test("an id of the roots' layer answers itself, known or not, at any time, and only its birth tells", async () => {
  expect((await ask(`${table}/node/${root}/root?timestamp=1500000000`)).text).toBe(`{"root_id":${root}}`)
  expect((await ask(`${table}/node/288230376151711746/root`)).text).toBe('{"root_id":288230376151711746}')
  expect((await post('root_timestamps', '{"node_ids":[288230376151711746]}')).text).toBe('{"timestamp":[]}')
})

test('before its birth the root is not found', async () => {
  const answer = await ask(`${table}/node/${first}/root?timestamp=1577836799.5`)
  expect(answer.status).toBe(500)
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 500,
    message: `Cannot find root id ${first}, 4, 2019-12-31 23:59:59.500000+00:00`,
    traceback: [],
  })
})

test('an unknown supervoxel is refused in the recorded words', async () => {
  const answer = await ask(`${table}/node/72127962782105699/root?timestamp=1795400789.481163`)
  expect(JSON.parse(answer.text)).toMatchObject({
    message: 'Cannot find root id 72127962782105699, 4, 2026-11-23 02:26:29.481000+00:00',
  })
  expect((await ask(`${table}/node/nonsense/root`)).status).toBe(404)
  expect((await ask(`${table}/node/${first}/root?timestamp=soon`)).status).toBe(400)
})

test('many roots at once; background stays background', async () => {
  expect(await binary([BigInt(first), BigInt(second), 0n])).toEqual([BigInt(root), BigInt(root), 0n])
  expect(await binary([])).toEqual([])
})

test('before its birth the roots are the supervoxels themselves', async () => {
  expect(await binary([BigInt(first)], '?timestamp=1500000000')).toEqual([BigInt(first)])
})

test('bytes that are no whole ids are refused', async () => {
  expect((await ask(`${table}/roots_binary`, { method: 'POST', body: 'abc' })).status).toBe(500)
})

test('leaves and children follow the levels of the graph', async () => {
  expect((await ask(`${table}/node/${root}/leaves`)).text).toBe(`{"leaf_ids":[${first},${second}]}`)
  const { text } = await ask(`${table}/node/${root}/children`)
  expect(text).toBe('{"children_ids":[144185556820033537]}')
  expect((await ask(`${table}/node/${root}/leaves?stop_layer=2`)).text).toBe(
    '{"leaf_ids":[144185556820033537]}',
  )
  expect((await ask(`${table}/node/${root}/leaves?bounds=0-512_0-512_0-64`)).status).toBe(501)
  expect((await ask(`${table}/node/${root}/leaves?stop_layer=9`)).status).toBe(400)
  expect((await post('node/leaves_many', `{"node_ids":[${root}]}`)).text).toBe(
    `{"${root}":[${first},${second}]}`,
  )
})

test('the root is the latest since its birth, and nothing else is', async () => {
  const ids = `{"node_ids":[${root},${first},7]}`
  expect((await post('is_latest_roots', ids)).text).toBe('{"is_latest":[true,false,false]}')
  expect((await post('is_latest_roots?timestamp=1500000000', ids)).text).toBe(
    '{"is_latest":[false,false,false]}',
  )
})

test('birth, past, lineage and changes of the root', async () => {
  const roots = `{"root_ids":[${root}]}`
  const times = await post('root_timestamps?latest=False', `{"node_ids":[${root}]}`)
  expect(JSON.parse(times.text)).toEqual({ timestamp: [1577836800] })
  expect((await getWithBody('past_id_mapping', roots)).text).toBe(
    `{"future_id_map":{"${root}":[${root}]},"past_id_map":{"${root}":[${root}]}}`,
  )
  const lineage = await post('lineage_graph_multiple', roots)
  expect(lineage.text).toContain(`"nodes":[{"id":${root}`)
  const changes: unknown = JSON.parse((await getWithBody('tabular_change_log_many', roots)).text)
  expect(changes).toEqual({ [root]: expect.stringContaining('"operation_id":{}') })
  expect((await ask(`${table}/oldest_timestamp`)).text).toContain(
    "'NoneType' object has no attribute 'isoformat'",
  )
  expect((await ask(`${table}/delta_roots?timestamp_past=1500000000&timestamp_future=1700000000`)).text).toBe(
    `{"old_roots":[],"new_roots":[${root}]}`,
  )
})

test.each([
  '',
  'null',
  '[]',
  '{"node_ids": 7}',
  '{"node_ids": ["x"]}',
  '{"node_ids": [-1]}',
  '{"other": []}',
])('the body %j is refused with what is expected', async (body) => {
  expect((await post('is_latest_roots', body)).status).toBe(400)
})

test('a graph of another name is not found', async () => {
  const { status, text } = await ask('/segmentation/table/lost/info')
  expect(status).toBe(500)
  expect(text).toContain(
    '404 table \\"projects/fake-project/instances/pychunkedgraph/tables/lost\\" not found',
  )
})

test('what a fixed segmentation cannot answer is refused, not swallowed', async () => {
  expect((await post('merge', '{}')).status).toBe(501)
  expect((await ask(`${table}/root/${root}/change_log`)).status).toBe(501)
})
