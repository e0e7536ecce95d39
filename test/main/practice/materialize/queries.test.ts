import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { asArrow, at, Cave, messageOf, rowsOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
let query: string
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  query = `${cave.stack}/version/1/table/t/query?${asArrow}`
  await cave.createTable('t')
  await cave.post('t', [
    { pt: at(600, 100, 10), tag: 'cell A' },
    { pt: at(900, 100, 10), tag: 'cell B' },
    { pt: at(700, 200, 20), tag: 'grün' },
    { pt: at(5000, 1, 1), tag: '' },
  ])
  await cave.createTable('notes', 'reference_tag', { table_metadata: { reference_table: 't' } })
  await cave.post('notes', [
    { tag: 'about B', target_id: 2 },
    { tag: 'about A', target_id: 1 },
  ])
  await cave.createTable('synapses', 'synapse')
  await cave.post('synapses', [
    { pre_pt: at(600), post_pt: at(900), ctr_pt: at(750), size: 1.5 },
    { pre_pt: at(601), post_pt: at(901), ctr_pt: at(751), size: null },
  ])
  await cave.materialize()
})
afterAll(() => fleet.stop())

const ids = async (body: unknown): Promise<readonly number[]> =>
  rowsOf(await cave.query(1, 't', body))
    .map((row) => Number(row['id']))
    .sort((left, right) => left - right)
const refused = async (body: unknown): Promise<string> => messageOf(await cave.ask('POST', query, body))

describe('a snapshot query', () => {
  it('answers the recorded columns and types', async () => {
    const table = await cave.query(1, 't')
    expect(table.schema.fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
      'id: Int64',
      'valid: Bool',
      'pt_position_x: Int32',
      'pt_position_y: Int32',
      'pt_position_z: Int32',
      'pt_supervoxel_id: Int64',
      'pt_root_id: Int64',
      'tag: Utf8',
    ])
    expect(rowsOf(table)[1]).toEqual({
      id: 2n,
      valid: true,
      pt_position_x: 900,
      pt_position_y: 100,
      pt_position_z: 10,
      pt_supervoxel_id: 72127962782105601n,
      pt_root_id: 288230376151711745n,
      tag: 'cell B',
    })
  })

  it.each([
    [{ filter_equal_dict: { t: { tag: 'cell B' } } }, [2]],
    [{ filter_equal_dict: { t: { tag: 'grün' } } }, [3]],
    [{ filter_equal_dict: { t: { pt_root_id: 288230376151711745n } } }, [1, 2, 3]],
    [{ filter_equal_dict: { t: { valid: true } } }, [1, 2, 3, 4]],
    [{ filter_equal_dict: { t: { tag: null } } }, []],
    [{ filter_in_dict: { t: { id: [1, 4, 99] } } }, [1, 4]],
    [{ filter_in_dict: { t: { tag: [] } } }, []],
    [{ filter_notin_dict: { t: { id: [1, 4] } } }, [2, 3]],
    [{ filter_notin_dict: { t: { tag: ['cell A'] } } }, [2, 3, 4]],
    [{ filter_greater_dict: { t: { id: 2 } } }, [3, 4]],
    [{ filter_greater_equal_dict: { t: { id: 2.5 } } }, [3, 4]],
    [{ filter_less_dict: { t: { id: 2 } } }, [1]],
    [{ filter_less_equal_dict: { t: { id: 2 } } }, [1, 2]],
    [{ filter_regex_dict: { t: { tag: '^cell [AB]$' } } }, [1, 2]],
    [
      {
        filter_spatial_dict: {
          t: {
            pt_position: [
              [600, 0, 0],
              [700, 200, 20],
            ],
          },
        },
      },
      [1, 3],
    ],
    [
      {
        filter_spatial_dict: {
          t: {
            pt_position: [
              [601, 0, 0],
              [699, 200, 20],
            ],
          },
        },
      },
      [],
    ],
    [{ filter_regex_dict: { t: { tag: 'cell' } }, filter_less_dict: { t: { id: 2 } } }, [1]],
    [{ offset: 2, limit: 1 }, [3]],
    [{ limit: 0 }, []],
    [{ offset: 99 }, []],
  ])('%o gives the rows %o', async (body, expected) => {
    expect(await ids(body)).toEqual(expected)
  })

  it.each([
    [{ filter_equal_dict: { t: { nope: 1 } } }, "'nope'"],
    [{ filter_equal_dict: { other: { id: 1 } } }, "'NoneType' object is not subscriptable"],
    [{ filter_equal_dict: { t: { id: 'x; DROP TABLE t' } } }, 'invalid input syntax for type bigint'],
    [{ filter_in_dict: { t: { id: [2n ** 63n] } } }, 'out of range for type bigint'],
    [{ filter_equal_dict: { t: { tag: 'a\0' } } }, 'invalid byte sequence'],
    [
      { filter_equal_dict: { t: { pt_position: 'x' } } },
      'pt_position is a position: use filter_spatial_dict',
    ],
    [{ filter_regex_dict: { t: { tag: '(' } } }, 'invalid regular expression'],
    [{ filter_regex_dict: { t: { id: '1' } } }, 'Regex filter is only supported on string columns'],
    [
      {
        filter_spatial_dict: {
          t: {
            pt_position: [
              [700, 0, 0],
              [600, 1, 1],
            ],
          },
        },
      },
      'min bounds: [700 0 0] must be less than max bounds: [600 1 1]',
    ],
    [
      {
        filter_spatial_dict: {
          t: {
            tag: [
              [0, 0, 0],
              [1, 1, 1],
            ],
          },
        },
      },
      'tag is no position',
    ],
    [
      {
        filter_spatial_dict: {
          t: {
            pt_position: [
              [0, 0],
              [1, 1],
            ],
          },
        },
      },
      'Error parsing request body',
    ],
    [{ select_columns: ['id', 'nope'] }, 'nope not in model or models for t'],
    [{ limit: 'x' }, 'Error parsing request body'],
    [{ offset: -1 }, 'Error parsing request body'],
    [{ desired_resolution: [1, 2] }, 'Error parsing request body'],
    [{ filter_equal_dict: 5 }, 'Error parsing request body'],
  ])('%o is refused: %s', async (body, why) => {
    expect(await refused(body)).toContain(why)
    expect(await ids({})).toEqual([1, 2, 3, 4])
  })

  it('answers the columns asked for, a root id with its supervoxel', async () => {
    const fields = async (names: readonly string[]) =>
      (await cave.query(1, 't', { select_columns: names })).schema.fields.map((field) => field.name)
    expect(await fields(['tag', 'id'])).toEqual(['tag', 'id'])
    expect(await fields(['pt_root_id'])).toEqual(['pt_supervoxel_id', 'pt_root_id'])
  })

  it('scales positions to the resolution asked for, and says which it is', async () => {
    const answer = await cave.ask('POST', query, { desired_resolution: [4, 4, 40] })
    expect(answer.headers.get('dataframe_resolution')).toBe('4.0, 4.0, 40.0')
    const [first] = rowsOf(await cave.query(1, 't', { desired_resolution: [4, 4, 40] }))
    expect(first).toMatchObject({ pt_position_x: 1200, pt_position_y: 200, pt_position_z: 10 })
    const own = await cave.ask('POST', query, {})
    expect(own.headers.get('dataframe_resolution')).toBe('8.0, 8.0, 40.0')
    expect(own.headers.get('column_names')).toContain("'pt_position': 'pt_position'")
  })

  it('warns of a limit that was reached, and refuses to draw a sample', async () => {
    const limited = await cave.ask('POST', query, { limit: 2 })
    expect(limited.headers.get('warning')).toBe('201 - "Limited query to 2 rows')
    expect(messageOf(await cave.ask('POST', `${query}&random_sample=2`, {}))).toContain('501 Not Implemented')
  })

  it('keeps nulls and numbers of other schemas', async () => {
    const table = await cave.query(1, 'synapses')
    const rows = rowsOf(table)
    expect(rows.map((row) => row['size'])).toEqual([1.5, null])
    expect(rows[0]).toMatchObject({
      pre_pt_position_x: 600,
      post_pt_root_id: 288230376151711745n,
      ctr_pt_position_x: 750,
    })
    expect(
      await cave.query(1, 'synapses', { filter_greater_dict: { synapses: { size: 1 } } }),
    ).toHaveProperty('numRows', 1)
  })

  it('gives up on no version and no table as the genuine service does', async () => {
    const missing = await cave.ask('POST', query.replace('version/1', 'version/99'), {})
    expect(messageOf(missing)).toBe('404 Not Found: version 99 not found in fake_datastack')
    const table = await cave.ask('POST', query.replace('table/t', 'table/nope'), {})
    expect(messageOf(table)).toBe(
      "404 Not Found: Analysis table 'nope' not found for version 1 in datastack fake_datastack",
    )
    const stack = await cave.ask('GET', '/materialize/api/v3/datastack/other/versions')
    expect(messageOf(stack)).toContain('datastack other info not returned')
  })
})

describe('a join', () => {
  const path = () => `${cave.stack}/version/1/query?${asArrow}`
  const tables = [
    ['notes', 'target_id'],
    ['t', 'id'],
  ]

  it('brings both tables together, with suffixes where both have a column', async () => {
    const table = await cave.arrow(path(), { tables, suffix_map: { notes: '', t: '_ref' } })
    expect(table.schema.fields.map((field) => field.name)).toEqual([
      'id',
      'valid',
      'tag',
      'target_id',
      'id_ref',
      'valid_ref',
      'pt_position_x',
      'pt_position_y',
      'pt_position_z',
      'pt_supervoxel_id',
      'pt_root_id',
      'tag_ref',
    ])
    expect(rowsOf(table).find((row) => row['id'] === 1n)).toMatchObject({
      tag: 'about B',
      tag_ref: 'cell B',
      target_id: 2n,
    })
  })

  it('filters and selects by table', async () => {
    const table = await cave.arrow(path(), {
      tables,
      select_column_map: { notes: ['tag'], t: ['tag'] },
      suffix_map: { notes: '_n', t: '_t' },
      filter_equal_dict: { t: { tag: 'cell A' } },
      filter_spatial_dict: {
        t: {
          pt_position: [
            [0, 0, 0],
            [1000, 1000, 1000],
          ],
        },
      },
    })
    expect(rowsOf(table)).toEqual([{ tag_n: 'about A', tag_t: 'cell A' }])
  })

  it.each([
    [{ select_column_map: { notes: ['nope'] } }, 'nope not in model or models for notes'],
    [{ select_column_map: { other: ['id'] } }, "'NoneType' object is not subscriptable"],
    [
      {
        tables: [
          ['notes', 'nope'],
          ['t', 'id'],
        ],
      },
      'nope not in model or models for notes',
    ],
    [{ tables: [['notes', 'target_id']] }, 'Error parsing request body'],
  ])('%j is refused: %s', async (body, why) => {
    expect(messageOf(await cave.ask('POST', path(), { tables, ...body }))).toContain(why)
  })
})

describe('what a version tells of itself', () => {
  const version = () => `${cave.stack}/version/1`

  it('its tables, their metadata and their counts', async () => {
    expect((await cave.ask('GET', `${version().replace('v3', 'v2')}/tables`)).body).toEqual([
      't',
      'notes',
      'synapses',
    ])
    const metadata = await cave.ask('GET', `${version()}/table/t/metadata`)
    expect(metadata.body).toMatchObject({
      id: 1,
      aligned_volume: 'fake_volume',
      schema: 'bound_tag',
      schema_type: 'bound_tag',
      table_name: 't',
      pcg_table_name: 'test',
      segmentation_source: null,
      valid: true,
    })
    expect(metadata.body).not.toHaveProperty('annotation_table')
    expect(metadata.body).not.toHaveProperty('deleted')
    expect((await cave.ask('GET', `${version()}/tables/metadata`)).body).toHaveLength(3)
    expect((await cave.ask('GET', `${version().replace('v3', 'v2')}/table/t/count`)).body).toBe(4)
    expect((await cave.ask('GET', `${version()}/views`)).body).toEqual({})
  })

  it('what it does not offer is refused by its name', async () => {
    for (const path of [`${version()}/views/v/metadata`, `${cave.stack}/table/t/unique_string_values`])
      expect(messageOf(await cave.ask('GET', path))).toContain('501 Not Implemented')
  })

  it.each([
    ['version/77', 404, 'No version found'],
    [
      'version/1/table/nope/metadata',
      404,
      "No table named 'nope' found for version '1' in datastack 'fake_datastack'",
    ],
  ])('%s answers %i %j', async (path, status, body) => {
    const answer = await cave.ask('GET', `${cave.stack}/${path}`)
    expect([answer.status, answer.body]).toEqual([status, body])
  })

  it('its tables are null where there is no such version', async () => {
    const answer = await cave.ask('GET', `${cave.stack.replace('v3', 'v2')}/version/77/tables`)
    expect([answer.status, answer.body]).toEqual([404, null])
  })

  it('no request writes into it', async () => {
    const writes = ['PUT', 'DELETE', 'PATCH'].map((method) =>
      cave.ask(method, `${version()}/table/t/query`, {}),
    )
    for (const answer of await Promise.all(writes)) expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await ids({})).toEqual([1, 2, 3, 4])
  })
})
