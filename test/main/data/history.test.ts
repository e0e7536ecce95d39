import { afterAll, beforeAll, expect, test } from 'vitest'
import { historyQuery, snapshotQuery } from '../../../src/shared/domain/history'
import type { Asked } from '../../../src/shared/contract'
import { cellsOf, createTable, openTestData, pointHex, refusal, signal, type Opened } from './asked'
import { makeVersion } from './snapshots'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
  await createTable(opened.data, 'my_cave_table')
  await opened.fleet.sql(`
    INSERT INTO my_cave_table (created, deleted, superceded_id, valid, pt_position, tag) VALUES
      ('2026-11-23 02:26:26.726785', '2026-11-23 02:26:30.5', 3, false, '${pointHex}', 'cell A'),
      ('2026-11-23 02:26:26.727', NULL, NULL, true, '${pointHex}', 'Zelle Ü — 細胞 🧠'),
      ('2026-11-23 02:26:30.497', NULL, NULL, true, '${pointHex}', NULL),
      ('1969-12-31 23:59:59.5', '2026-11-23 02:27:00', NULL, false, 'no point at all', 'gone')`)
})
afterAll(() => opened.close())

const rows = (asked: Asked<'history.rows'>) => opened.data['history.rows'](historyQuery.parse(asked), signal)
const snapshot = (asked: Asked<'history.snapshot'>) =>
  opened.data['history.snapshot'](snapshotQuery.parse(asked), signal)
const micros = (iso: string): number => Date.parse(iso) * 1000

test('every row that ever was comes with its times to the microsecond and its successor, the newest first', async () => {
  await expect(rows({ table: 'my_cave_table' })).resolves.toEqual({
    column: 'tag',
    ids: ['4', '3', '2', '1'],
    created: [
      micros('1969-12-31T23:59:59.500Z'),
      micros('2026-11-23T02:26:30.497Z'),
      micros('2026-11-23T02:26:26.727Z'),
      micros('2026-11-23T02:26:26.726Z') + 785,
    ],
    deleted: [micros('2026-11-23T02:27:00Z'), null, null, micros('2026-11-23T02:26:30.500Z')],
    supersededBy: [null, null, null, '3'],
    valid: [false, true, true, false],
    values: ['gone', null, 'Zelle Ü — 細胞 🧠', 'cell A'],
    more: false,
  })
})

test('in parts it is the same as in one', async () => {
  const whole = await rows({ table: 'my_cave_table' })
  const first = await rows({ table: 'my_cave_table', limit: 3 })
  const rest = await rows({ table: 'my_cave_table', limit: 3, before: first.ids.at(-1) ?? '' })
  expect(first.more).toBe(true)
  expect(rest.more).toBe(false)
  expect([...first.ids, ...rest.ids]).toEqual(whole.ids)
  expect([...first.created, ...rest.created]).toEqual(whole.created)
  await expect(rows({ table: 'my_cave_table', before: '1' })).resolves.toMatchObject({ ids: [], more: false })
  expect((await rows({ table: 'my_cave_table', limit: 4 })).more).toBe(false)
})

test('any column can be the value, as a reader sees it', async () => {
  const valuesOf = async (column: string) => (await rows({ table: 'my_cave_table', column })).values
  await expect(valuesOf('pt_position')).resolves.toEqual([
    'no point at all',
    '600, 100, 10',
    '600, 100, 10',
    '600, 100, 10',
  ])
  await expect(valuesOf('id')).resolves.toEqual(['4', '3', '2', '1'])
  await expect(valuesOf('valid')).resolves.toEqual(['false', 'true', 'true', 'false'])
  const info = await refusal(rows({ table: 'my_cave_table', column: 'nope"; --' }))
  expect(info).toMatchObject({ code: 'BAD_INPUT', fix: expect.stringContaining('tag') })
})

test('a table that nobody listed, and an id beyond 64 bits, are refused', async () => {
  expect((await refusal(rows({ table: 'analysisversion' }))).code).toBe('NOT_FOUND')
  const beyond = rows({ table: 'my_cave_table', before: '99999999999999999999' })
  expect((await refusal(beyond)).code).toBe('BAD_INPUT')
})

test('a long value is cut between characters, and says so', async () => {
  await createTable(opened.data, 'long')
  await opened.fleet.sql(`INSERT INTO long (created, valid, pt_position, tag) VALUES
    (now(), true, '${pointHex}', repeat('🧠', 200)), (now(), true, '${pointHex}', repeat('🧠', 100000))`)
  const { values } = await rows({ table: 'long' })
  expect(values).toEqual([`${'🧠'.repeat(200)}…`, '🧠'.repeat(200)])
})

test('a table without rows has a history without rows', async () => {
  await createTable(opened.data, 'empty')
  await expect(rows({ table: 'empty' })).resolves.toMatchObject({ column: 'tag', ids: [], more: false })
})

test('20,000 rows come in two parts, each well below a message of 1 MB', async () => {
  await createTable(opened.data, 'many')
  await opened.fleet.sql(`INSERT INTO many (created, deleted, superceded_id, valid, pt_position, tag)
    SELECT timestamp '2026-11-23' + n * interval '1 s', CASE WHEN n % 10 > 0 THEN timestamp '2026-11-24' END,
      CASE WHEN n % 10 > 0 THEN n + 1 END, n % 10 = 0, '${pointHex}', 'pyramidal cell ' || n
    FROM generate_series(1, 20000) n`)
  const first = await rows({ table: 'many' })
  const rest = await rows({ table: 'many', before: first.ids.at(-1) ?? '' })
  expect([first.ids.length, first.more, rest.ids.length, rest.more]).toEqual([10_000, true, 10_000, false])
  for (const part of [first, rest]) expect(JSON.stringify(part).length).toBeLessThan(900_000)
})

test('what a version froze is read from its own database, whatever the live table says now', async () => {
  await makeVersion(opened.fleet, 1, [
    { id: 1, tag: 'cell A' },
    { id: 9007199254740993n, tag: null },
  ])
  await expect(snapshot({ version: 1, table: 't' })).resolves.toEqual({
    column: 'tag',
    ids: ['9007199254740993', '1'],
    values: [null, 'cell A'],
    more: false,
  })
  await expect(snapshot({ version: 1, table: 't', column: 'pt_root_id' })).resolves.toMatchObject({
    values: ['288230376151711745', '288230376151711745'],
  })
  expect((await refusal(snapshot({ version: 1, table: 'my_cave_table' }))).code).toBe('NOT_FOUND')
  expect((await refusal(snapshot({ version: 2, table: 't' }))).code).toBe('NOT_FOUND')
})

test('rows by id are read with all their columns; an id that no row has is missing', async () => {
  const asked = { table: 'my_cave_table', ids: ['3', '1', '77'] }
  const found = await opened.data['annotations.rows'](asked, signal)
  expect(cellsOf(found, 'id').map(String).sort()).toEqual(['1', '3'])
  expect(cellsOf(found, 'pt_position')).toEqual([
    [600, 100, 10],
    [600, 100, 10],
  ])
})
