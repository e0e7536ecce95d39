import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTable, openTestData, refusal, signal, type Opened } from '../asked'

const [first, second] = ['72127962782105600', '72127962782105601']
const [level2, root] = ['144185556820033537', '288230376151711745']
const born = '2020-01-01T00:00:00.000Z'

let opened: Opened

beforeAll(async () => {
  opened = await openTestData()
})
afterAll(() => opened.close())
afterEach(() => opened.fleet.intercept(() => undefined))

const node = (id: string) => opened.data['segmentation.node']({ id }, signal)
const roots = (ids: string[], at: string | null = null) =>
  opened.data['segmentation.roots']({ ids, at }, signal)
const lineage = (id: string) => opened.data['segmentation.lineage']({ root: id }, signal)
const slice = (z: number | null) => opened.data['segmentation.slice']({ z }, signal)

/** What the genuine service answers after the emulator was started anew (CAVE-FACTS 8.2). */
const lost = JSON.stringify({
  code: 500,
  message: '404 table "projects/fake-project/instances/pychunkedgraph/tables/test" not found',
})
/** A graph that was split once, as PyChunkedGraph tells of it; Python writes ids as plain numbers. */
const split = `{"directed":true,"graph":{},"multigraph":false,
  "nodes":[{"id":288230376151712156,"timestamp":1795400000.5,"operation_id":1},{"id":${root},"timestamp":1577836800.0,"operation_id":1}],
  "links":[{"source":${root},"target":288230376151712156}]}`

describe('one slice of the chunk', () => {
  test('is two rectangles, one a supervoxel', async () => {
    await expect(slice(10)).resolves.toEqual({
      chunk: [1, 0, 0],
      from: [512, 0, 0],
      to: [1024, 512, 128],
      z: 10,
      resolution: [8, 8, 40],
      bounds: [2048, 2048, 512],
      blocks: [
        { supervoxel: first, x: 512, y: 0, width: 256, height: 512 },
        { supervoxel: second, x: 768, y: 0, width: 256, height: 512 },
      ],
    })
  })

  test('is background where nothing is stored, and ends with the chunk', async () => {
    expect((await slice(64)).blocks).toEqual([])
    expect((await slice(63)).blocks).toHaveLength(2)
    expect((await slice(null)).z).toBe(0)
    expect(await refusal(slice(128))).toMatchObject({ code: 'BAD_INPUT', why: 'It goes from 0 to 127.' })
  })

  test('is still shown while the graph is lost: it is read from the watershed', async () => {
    opened.fleet.intercept((request) =>
      /\/table\/test\/node/.test(request) ? { status: 500, body: lost } : undefined,
    )
    expect((await slice(10)).blocks).toHaveLength(2)
  })

  test('cannot be read of a volume that is not there', async () => {
    opened.fleet.intercept((request) => (request.includes('/ws/') ? { status: 404, body: '' } : undefined))
    expect(await refusal(slice(10))).toMatchObject({
      why: expect.stringContaining('/ws/fake_ws/info'),
      fix: expect.stringContaining('Get demo-ready'),
    })
  })
})

describe('an id', () => {
  test('of a supervoxel tells what it is part of', async () => {
    await expect(node(first)).resolves.toEqual({
      id: first,
      layer: 1,
      layers: 4,
      chunk: [1, 0, 0],
      segment: '0',
      root,
      level2: [level2],
      level2Count: 1,
      supervoxels: [],
      supervoxelCount: 0,
      born,
      latest: true,
    })
  })

  test('of level 2, and of a root, tells what it is made of', async () => {
    await expect(node(level2)).resolves.toMatchObject({
      layer: 2,
      root,
      level2: [level2],
      supervoxels: [first, second],
    })
    await expect(node(root)).resolves.toMatchObject({
      layer: 4,
      root,
      level2: [level2],
      supervoxels: [first, second],
      supervoxelCount: 2,
      latest: true,
    })
  })

  test.each(['72127962782105699', '288230376151711746', '144185556820033538'])(
    '%s, which the graph does not have, is not found',
    async (id) => {
      expect(await refusal(node(id))).toMatchObject({
        code: 'NOT_FOUND',
        what: `The graph has no node ${id}.`,
        why: expect.stringContaining('a digit may be wrong'),
      })
    },
  )

  test('that no graph of this shape can have is not even asked for', async () => {
    const before = opened.fleet.requests.length
    expect((await refusal(node('7'))).why).toContain('layer 0')
    expect((await refusal(node('18446744073709551615'))).why).toContain('layer 255')
    expect((await refusal(node('18446744073709551616'))).why).toContain('64 bits')
    expect(await refusal(node('0'))).toMatchObject({
      code: 'BAD_INPUT',
      why: expect.stringContaining('background'),
    })
    expect(opened.fleet.requests.slice(before).filter((request) => request.includes('/node/'))).toEqual([])
  })
})

describe('roots at a time', () => {
  test('are there since the birth, and none before', async () => {
    const both = [first, second, root]
    await expect(roots(both)).resolves.toEqual(both.map((id) => ({ id, root })))
    await expect(roots(both, born)).resolves.toEqual(both.map((id) => ({ id, root })))
    await expect(roots(both, '2019-12-31T23:59:59.999Z')).resolves.toEqual(
      both.map((id) => ({ id, root: null })),
    )
  })

  test('are asked for at that very time', async () => {
    await roots([first], '2024-05-06T07:08:09.250Z')
    expect(opened.fleet.requests.at(-1)).toContain(`/node/${first}/root?timestamp=1714979289.25`)
  })
})

describe('the lineage of a root', () => {
  test('that was never edited is itself', async () => {
    await expect(lineage(root)).resolves.toEqual({ roots: [{ id: root, born, latest: true }], links: [] })
  })

  test('that was split tells the old root first, and that it was replaced', async () => {
    opened.fleet.intercept((request) =>
      request.includes('lineage_graph') ? { status: 200, body: split } : undefined,
    )
    await expect(lineage(root)).resolves.toEqual({
      roots: [
        { id: root, born, latest: false },
        { id: '288230376151712156', born: '2026-11-23T02:13:20.500Z', latest: true },
      ],
      links: [{ from: root, to: '288230376151712156' }],
    })
  })

  test('is asked of roots alone', async () => {
    expect(await refusal(lineage(first))).toMatchObject({
      code: 'BAD_INPUT',
      why: expect.stringContaining('layer 1'),
    })
    expect((await refusal(lineage('288230376151711746'))).code).toBe('NOT_FOUND')
  })
})

describe('a graph that is lost', () => {
  test('is told as such, with the remedy, whatever was asked of it', async () => {
    opened.fleet.intercept((request) =>
      request.includes('/segmentation/api/') ? { status: 500, body: lost } : undefined,
    )
    for (const asked of [node(first), roots([first]), lineage(root)])
      expect(await refusal(asked)).toMatchObject({
        code: 'GRAPH_LOST',
        why: expect.stringContaining('404 table'),
        fix: expect.stringContaining('realcave graph rebuild'),
      })
  })

  test('is no reason to call an id unknown', async () => {
    opened.fleet.intercept((request) =>
      request.includes('is_latest_roots') ? { status: 500, body: lost } : undefined,
    )
    expect((await refusal(node(first))).code).toBe('GRAPH_LOST')
  })
})

describe('the points of live rows', () => {
  const landings = (table: string, limit = 1000) =>
    opened.data['segmentation.landings']({ table, limit }, signal)
  const add = async (table: string, tag: string, position: number[]) => {
    const { ids } = await opened.data['annotations.add'](
      { table, annotations: [{ pt: { position }, tag }] },
      signal,
    )
    return ids[0] ?? ''
  }

  test('land on a supervoxel, or on background', async () => {
    await createTable(opened.data, 'landing')
    await add('landing', 'cell A', [600, 100, 10])
    await add('landing', 'cell B', [768, 100, 10])
    await add('landing', 'above', [600, 100, 64])
    await add('landing', 'outside', [-1, 5000, 10])
    const gone = await add('landing', 'gone', [600, 100, 10])
    await opened.data['annotations.delete']({ table: 'landing', ids: [gone] }, signal)
    const { points, more } = await landings('landing')
    expect(more).toBe(false)
    expect(points.map(({ value, supervoxel }) => [value, supervoxel])).toEqual([
      ['outside', '0'],
      ['above', '0'],
      ['cell B', second],
      ['cell A', first],
    ])
    expect(points.at(-1)).toEqual({
      row: '1',
      column: 'pt_position',
      value: 'cell A',
      position: [600, 100, 10],
      voxel: [600, 100, 10],
      supervoxel: first,
      lookedUp: null,
    })
    const newest = await landings('landing', 1)
    expect([newest.points.map(({ value }) => value), newest.more]).toEqual([['outside'], true])
  })

  test('are told with what the worker looked up, and without it before', async () => {
    await opened.fleet
      .sql(`CREATE TABLE landing__test (id bigint PRIMARY KEY, pt_supervoxel_id bigint, pt_root_id bigint);
      INSERT INTO landing__test VALUES (1, ${first}, ${root}), (2, ${second}, NULL)`)
    const { points } = await landings('landing')
    expect(points.map(({ row, lookedUp }) => [row, lookedUp])).toEqual([
      ['4', null],
      ['3', null],
      ['2', { supervoxel: second, root: null }],
      ['1', { supervoxel: first, root }],
    ])
  })

  test('of a table with voxels of its own are where they are in the segmentation', async () => {
    await opened.data['tables.create'](
      {
        name: 'fine',
        schemaType: 'bound_tag',
        description: 'voxels of 4 x 4 x 40 nm',
        voxelResolution: [4, 4, 40],
      },
      signal,
    )
    await add('fine', 'cell B', [1601, 200, 10])
    await expect(landings('fine')).resolves.toMatchObject({
      points: [{ position: [1601, 200, 10], voxel: [800.5, 100, 10], supervoxel: second }],
    })
  })

  test('of a table that nobody listed are refused', async () => {
    expect((await refusal(landings('analysisversion'))).code).toBe('NOT_FOUND')
  })
})
