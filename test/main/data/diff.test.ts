import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTable, openTestData, pointHex, refusal, signal, type Opened } from './asked'
import { forgetVersions, makeVersion, recordVersion } from './snapshots'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
  await createTable(opened.data, 't')
})
beforeEach(async () => {
  await forgetVersions(opened.fleet)
  await opened.fleet.sql('TRUNCATE t')
})
afterAll(() => opened.close())

const diff = (from: number, to: number, { table = 't', offset = 0, limit = 200 } = {}) =>
  opened.data['versions.diff']({ table, from, to, offset, limit }, signal)

/** Rows 1 and 2 in version 1; 1 was edited twice (3, 4), 2 deleted, 5 added. */
const story = async () => {
  await opened.fleet.sql(`INSERT INTO t (id, created, deleted, superceded_id, valid, pt_position, tag) VALUES
    (1, now(), now(), 3, false, '${pointHex}', 'cell A'), (2, now(), now(), NULL, false, '${pointHex}', 'cell B'),
    (3, now(), now(), 4, false, '${pointHex}', 'my new label'), (4, now(), NULL, NULL, true, '${pointHex}', 'second label'),
    (5, now(), NULL, NULL, true, '${pointHex}', NULL), (6, now(), NULL, NULL, true, '${pointHex}', 'stays')`)
  await makeVersion(opened.fleet, 1, [
    { id: 1, tag: 'cell A' },
    { id: 2, tag: 'cell B' },
    { id: 6, tag: 'stays' },
  ])
  await makeVersion(opened.fleet, 2, [
    { id: 4, tag: 'second label' },
    { id: 5, tag: null },
    { id: 6, tag: 'stays' },
  ])
}

test('an edited row is one change with its cells before and after', async () => {
  await story()
  const found = await diff(1, 2)
  expect(found).toMatchObject({ table: 't', from: 1, to: 2, added: 1, removed: 1, changed: 1, unchanged: 1 })
  expect(found.rows.map(({ change, fromId, toId }) => [change, fromId, toId])).toEqual([
    ['removed', '2', null],
    ['changed', '1', '4'],
    ['added', null, '5'],
  ])
  expect(found.rows[1]?.cells).toEqual([
    { column: 'valid', before: true, after: true, changed: false },
    { column: 'pt_position', before: [600, 100, 10], after: [600, 100, 10], changed: false },
    { column: 'pt_supervoxel_id', before: '72127962782105600', after: '72127962782105600', changed: false },
    { column: 'pt_root_id', before: '288230376151711745', after: '288230376151711745', changed: false },
    { column: 'tag', before: 'cell A', after: 'second label', changed: true },
  ])
})

test('one kind of change alone is read window by window, whichever way round; the counts are of all', async () => {
  await story()
  const only = (from: number, to: number, changes: ('added' | 'removed' | 'changed')[]) =>
    opened.data['versions.diff']({ table: 't', from, to, changes, offset: 0, limit: 200 }, signal)
  expect((await only(1, 2, ['added'])).rows.map(({ toId }) => toId)).toEqual(['5'])
  expect((await only(2, 1, ['added'])).rows.map(({ toId }) => toId)).toEqual(['2'])
  const two = await only(1, 2, ['removed', 'changed'])
  expect(two.rows.map(({ fromId }) => fromId)).toEqual(['2', '1'])
  expect(two).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 1 })
})

test('backwards, additions are removals', async () => {
  await story()
  const found = await diff(2, 1)
  expect(found).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 1 })
  expect(found.rows.map(({ change, fromId, toId }) => [change, fromId, toId])).toEqual([
    ['added', null, '2'],
    ['changed', '4', '1'],
    ['removed', '5', null],
  ])
})

test('a window shows its part, counts speak of the whole', async () => {
  await story()
  const found = await diff(1, 2, { offset: 1, limit: 1 })
  expect(found.rows.map(({ change }) => change)).toEqual(['changed'])
  expect(found).toMatchObject({ added: 1, removed: 1, changed: 1 })
})

test('a version compared with itself has no differences', async () => {
  await story()
  expect(await diff(1, 1)).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 3, rows: [] })
})

test('a root that moved is a change of the same row', async () => {
  await makeVersion(opened.fleet, 1, [{ id: 1, tag: 'a' }])
  await makeVersion(opened.fleet, 2, [{ id: 1, tag: 'a', root: '288230376151712156' }])
  const found = await diff(1, 2)
  expect(found.rows).toHaveLength(1)
  expect(found.rows[0]?.cells.filter(({ changed }) => changed)).toEqual([
    { column: 'pt_root_id', before: '288230376151711745', after: '288230376151712156', changed: true },
  ])
})

test('lineages that run in a circle end, and lead nowhere', async () => {
  await opened.fleet.sql(`INSERT INTO t (id, created, superceded_id, valid, pt_position, tag)
    VALUES (1, now(), 2, true, '${pointHex}', 'a'), (2, now(), 1, true, '${pointHex}', 'b')`)
  await makeVersion(opened.fleet, 1, [{ id: 1, tag: 'a' }])
  await makeVersion(opened.fleet, 2, [{ id: 7, tag: 'b' }])
  expect(await diff(1, 2)).toMatchObject({ added: 1, removed: 1, changed: 0 })
})

test('after a reset, versions of the same numbers are compared anew', async () => {
  await story()
  await diff(1, 2)
  await forgetVersions(opened.fleet)
  await makeVersion(opened.fleet, 1, [])
  await makeVersion(opened.fleet, 2, [])
  expect(await diff(1, 2)).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 0 })
})

test('versions and tables that are not there are named', async () => {
  await makeVersion(opened.fleet, 1, [])
  await recordVersion(opened.fleet, 2, { status: 'RUNNING' })
  expect((await refusal(diff(1, 9))).what).toBe('There is no version 9.')
  expect((await refusal(diff(1, 2))).why).toBe('It is still in the making.')
  expect((await refusal(diff(1, 1, { table: 'nope' }))).code).toBe('NOT_FOUND')
})

test('100,000 rows, half of them edited, are compared, and a window of them is shown', async () => {
  const all = (id: string, tag: string) =>
    `INSERT INTO t SELECT ${id}, true, '${pointHex}', 1, 2, ${tag} FROM generate_series(1, 100000) i`
  await opened.fleet.sql(`INSERT INTO t (id, created, superceded_id, valid, pt_position, tag)
    SELECT i, now(), 200000 + i, false, '${pointHex}', 'x' FROM generate_series(1, 50000) i;
    INSERT INTO t (id, created, valid, pt_position, tag)
    SELECT 200000 + i, now(), true, '${pointHex}', 'x' FROM generate_series(1, 50000) i`)
  await makeVersion(opened.fleet, 1, { insert: all('i', `'cell ' || i`), count: 100_000 })
  await makeVersion(opened.fleet, 2, {
    insert: all(
      'CASE WHEN i <= 50000 THEN 200000 + i ELSE i END',
      `CASE WHEN i <= 50000 THEN 'edited' ELSE 'cell ' || i END`,
    ),
    count: 100_000,
  })
  const found = await diff(1, 2, { offset: 49_990 })
  expect(found).toMatchObject({ added: 0, removed: 0, changed: 50_000, unchanged: 50_000 })
  expect(found.rows).toHaveLength(10)
  // Making the 300,000 rows is most of it, and the machine may be busy.
}, 60_000)
