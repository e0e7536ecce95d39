import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf, createTable, openTestData, pointHex, readPage, refusal, signal, type Opened } from './asked'

let opened: Opened
const hostile = `Robert'); DROP TABLE "x";--`
const hostileColumn = `we"ird; col ' $1 ✂`

beforeAll(async () => {
  opened = await openTestData()
  const { data, fleet } = opened
  await createTable(data, 'my_cave_table')
  await fleet.sql(`
    INSERT INTO my_cave_table (created, deleted, superceded_id, valid, pt_position, tag) VALUES
      ('2026-11-23 02:26:26.726785', '2026-11-23 02:26:30.5', 3, false, '${pointHex}', 'cell A'),
      ('2026-11-23 02:26:26.727', NULL, NULL, true, '${pointHex}', 'Zelle Ü — 細胞 🧠'),
      ('2026-11-23 02:26:30', NULL, NULL, true, '${pointHex}', 'cell a, renamed'),
      ('2026-11-23 02:26:31', '2026-11-23 02:27:00', NULL, false, 'no point at all', NULL)`)
  await fleet.sql(`
    CREATE TABLE "${hostile.replaceAll('"', '""')}" (id bigint PRIMARY KEY, created timestamp, deleted timestamp,
      superceded_id bigint, valid boolean, "${hostileColumn.replaceAll('"', '""')}" text, size double precision,
      target_id bigint, counts bigint[], number integer);
    INSERT INTO "${hostile.replaceAll('"', '""')}" VALUES
      (9007199254740993, '2026-11-23 00:00:00', NULL, NULL, true, 'x', 'NaN', 288230376151711745, '{1,9007199254740993}', 3),
      (9223372036854775807, '2026-11-23 00:00:00', NULL, NULL, true, '%_\\', 0.1, NULL, NULL, -4);
    INSERT INTO annotation_table_metadata (schema_type, table_name, valid, created, user_id, description,
      voxel_resolution_x, voxel_resolution_y, voxel_resolution_z, write_permission, read_permission, last_modified)
    VALUES ('no_such_schema', '${hostile.replaceAll("'", "''")}', true, now(), '0', 'hostile', 4, 4, 40, 'PRIVATE', 'PUBLIC', now()),
      ('bound_tag', 'dropped_by_hand', true, now(), '0', 'gone', 4, 4, 40, 'PRIVATE', 'PUBLIC', now())`)
})

afterAll(() => opened.close())

test('the live page shows what is neither superseded nor deleted, the other every row that ever was', async () => {
  const live = await readPage(opened.data, { table: 'my_cave_table' })
  expect(cellsOf(live, 'id')).toEqual(['2', '3'])
  expect(live.total).toBe(2)
  const all = await readPage(opened.data, { table: 'my_cave_table', rows: 'all' })
  expect(cellsOf(all, 'id')).toEqual(['1', '2', '3', '4'])
  expect(cellsOf(all, 'superceded_id')).toEqual(['3', null, null, null])
})

test('cells keep what they hold: microseconds, points, Unicode, damaged positions', async () => {
  const all = await readPage(opened.data, { table: 'my_cave_table', rows: 'all' })
  expect(cellsOf(all, 'created')[0]).toBe('2026-11-23T02:26:26.726785Z')
  expect(cellsOf(all, 'created')[2]).toBe('2026-11-23T02:26:30.000000Z')
  expect(cellsOf(all, 'pt_position')).toEqual([
    [600, 100, 10],
    [600, 100, 10],
    [600, 100, 10],
    'no point at all',
  ])
  expect(cellsOf(all, 'tag')[1]).toBe('Zelle Ü — 細胞 🧠')
  expect(cellsOf(all, 'valid')).toEqual([false, true, true, false])
})

test('names that look like SQL are names; ids above 2^53 keep every digit; NaN arrives as text', async () => {
  const page = await readPage(opened.data, {
    table: hostile,
    sort: { column: hostileColumn, descending: true },
  })
  expect(cellsOf(page, 'id')).toEqual(['9007199254740993', '9223372036854775807'])
  expect(cellsOf(page, 'target_id')).toEqual(['288230376151711745', null])
  expect(cellsOf(page, 'counts')).toEqual([[1, '9007199254740993'], null])
  expect(cellsOf(page, 'size')).toEqual(['NaN', 0.1])
  expect(page.columns.map(({ kind }) => kind)).toEqual([
    'id',
    'time',
    'time',
    'id',
    'boolean',
    'text',
    'number',
    'id',
    'list',
    'integer',
  ])
  expect(page.columns.filter(({ editable }) => !editable).map(({ name }) => name)).toEqual([
    'id',
    'created',
    'deleted',
    'superceded_id',
    'valid',
  ])
})

test.each([
  ['tag', 'contains', 'CELL', ['3']],
  ['tag', 'contains', 'ü — 細', ['2']],
  ['tag', 'contains', '%', []],
  ['tag', 'equals', 'cell a, renamed', ['3']],
  ['tag', 'greater', 'a', ['3']],
  ['id', 'equals', '2', ['2']],
  ['id', 'less', '2.5', ['2']],
  ['id', 'less', '1e30', ['2', '3']],
  ['id', 'contains', '3', ['3']],
  ['created', 'less', '2026-11-23T02:26:27Z', ['2']],
  ['created', 'greater', '2026-11-23T04:26:27+02:00', ['3']],
  ['created', 'equals', '2026-11-23 02:26:26.727', ['2']],
  ['created', 'contains', '26:30.000', ['3']],
  ['valid', 'equals', 'true', ['2', '3']],
] as const)('filter: %s %s "%s"', async (column, operator, value, ids) => {
  const page = await readPage(opened.data, {
    table: 'my_cave_table',
    filters: [{ column, operator, value }],
  })
  expect(cellsOf(page, 'id')).toEqual(ids)
  expect(page.total).toBe(ids.length)
})

test('a float is found by the digits that are shown', async () => {
  const page = await readPage(opened.data, {
    table: hostile,
    filters: [{ column: 'size', operator: 'equals', value: '0.1' }],
  })
  expect(cellsOf(page, 'id')).toEqual(['9223372036854775807'])
})

test.each([
  [{ filters: [{ column: 'id', operator: 'equals', value: 'abc' }] }, 'abc'],
  [{ filters: [{ column: 'created', operator: 'less', value: '2026-13-45' }] }, '2026-13-45'],
  [{ filters: [{ column: 'valid', operator: 'equals', value: 'maybe' }] }, 'maybe'],
  [{ filters: [{ column: 'pt_position', operator: 'contains', value: '1' }] }, 'pt_position'],
  [{ filters: [{ column: 'pt_position', operator: 'equals', value: '1' }] }, 'pt_position'],
  [{ filters: [{ column: 'nope; --', operator: 'equals', value: '1' }] }, 'nope; --'],
  [{ filters: [{ column: 'tag', operator: 'contains', value: 'a\0b' }] }, 'NUL'],
  [{ sort: { column: 'nope', descending: false } }, 'nope'],
  [{ sort: { column: 'pt_position', descending: false } }, 'pt_position'],
] as const)('a question that makes no sense is refused and named: %j', async (question, named) => {
  const info = await refusal(
    readPage(opened.data, {
      table: 'my_cave_table',
      ...('filters' in question ? { filters: question.filters.map((each) => ({ ...each })) } : question),
    }),
  )
  expect(info.code).toBe('BAD_INPUT')
  expect(`${info.what} ${info.why}`).toContain(named)
})

test.each(['nope', 'analysisversion', 'pg_class', 'dropped_by_hand', `my_cave_table" --`])(
  'what CAVE does not list as an annotation table is not read: %s',
  async (table) => {
    expect((await refusal(readPage(opened.data, { table }))).code).toBe('NOT_FOUND')
  },
)

test('any window of any order is that part of the whole', async () => {
  const { data, fleet } = opened
  await createTable(data, 'many')
  await fleet.sql(`INSERT INTO many (created, valid, pt_position, tag)
    SELECT '2026-01-01'::timestamp + i * interval '1 s', true, '${pointHex}', CASE WHEN i % 7 = 0 THEN NULL ELSE 'tag ' || i % 13 END
    FROM generate_series(1, 500) i`)
  for (const sort of [null, { column: 'tag', descending: true }, { column: 'created', descending: true }]) {
    const whole = await readPage(data, { table: 'many', sort, limit: 1000 })
    const parts = await Promise.all(
      [0, 150, 300, 450].map((offset) => readPage(data, { table: 'many', sort, offset, limit: 150 })),
    )
    expect(parts.flatMap((part) => part.rows)).toEqual(whole.rows)
    expect(parts.map(({ total }) => total)).toEqual([500, 500, 500, 500])
  }
  const byTag = await readPage(data, {
    table: 'many',
    sort: { column: 'tag', descending: false },
    limit: 1000,
  })
  expect(cellsOf(byTag, 'tag').slice(-71)).toEqual(Array.from({ length: 71 }, () => null))
})

test('tables: counts, resolution, and what a new row must have', async () => {
  const tables = await opened.data['tables.list'](undefined, signal)
  const found = tables.find(({ name }) => name === 'my_cave_table')
  expect(found).toMatchObject({
    schemaType: 'bound_tag',
    description: 'made by a test',
    liveRows: 2,
    allRows: 4,
    voxelResolution: [8, 8, 40],
  })
  expect(found?.columns.filter(({ required }) => required).map(({ name }) => name)).toEqual([
    'pt_position',
    'tag',
  ])
  expect(tables.map(({ name }) => name)).toContain(hostile)
  expect(tables.find(({ name }) => name === 'dropped_by_hand')).toMatchObject({
    standing: 'gone',
    allRows: 0,
  })
})

test('while the schema service is away, tables are still shown', async () => {
  const { fleet, data } = opened
  await createTable(data, 'synapses', 'synapse')
  fleet.intercept(() => ({ status: 502, body: 'gone' }))
  try {
    const tables = await opened.data['tables.list'](undefined, signal)
    expect(tables.map(({ name }) => name)).toContain('synapses')
    expect((await refusal(opened.data['schemas.list'](undefined, signal))).code).toBe('CAVE_UNREACHABLE')
  } finally {
    fleet.intercept(() => undefined)
  }
})

test('what was looked up of a row stands beside it, can be filtered and sorted by, and is empty where nothing was yet', async () => {
  const { data, fleet } = opened
  const before = await readPage(data, { table: 'my_cave_table' })
  expect(before.columns.map(({ name }) => name)).not.toContain('pt_root_id')
  await fleet.sql(`
    CREATE TABLE my_cave_table__test (id bigint PRIMARY KEY, pt_supervoxel_id bigint, pt_root_id bigint);
    INSERT INTO my_cave_table__test VALUES (2, 72127962782105600, 288230376151711745);
    INSERT INTO segmentation_table_metadata (schema_type, table_name, valid, created, pcg_table_name, annotation_table)
    VALUES ('bound_tag', 'my_cave_table__test', true, now(), 'test', 'my_cave_table')`)
  const page = await readPage(data, {
    table: 'my_cave_table',
    sort: { column: 'pt_root_id', descending: false },
  })
  expect(cellsOf(page, 'id')).toEqual(['2', '3'])
  expect(cellsOf(page, 'pt_root_id')).toEqual(['288230376151711745', null])
  expect(page.columns.find(({ name }) => name === 'pt_supervoxel_id')).toMatchObject({
    kind: 'id',
    editable: false,
  })
  const on = await readPage(data, {
    table: 'my_cave_table',
    filters: [{ column: 'pt_root_id', operator: 'equals', value: '288230376151711745' }],
  })
  expect([cellsOf(on, 'id'), on.total]).toEqual([['2'], 1])
  const lineage = await data['annotations.history']({ table: 'my_cave_table', id: '2' }, signal)
  expect(cellsOf(lineage, 'pt_supervoxel_id')).toEqual(['72127962782105600'])
  const history = await data['history.rows'](
    { table: 'my_cave_table', column: 'pt_root_id', before: null, limit: 10 },
    signal,
  )
  expect(history.values).toContain('288230376151711745')
  const edited = await data['annotations.edit'](
    { table: 'my_cave_table', id: '2', fields: { tag: 'x' } },
    signal,
  )
  expect(edited.head).toBe('2')
})
