import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cellsOf, openTestData, refusal, signal, type Opened } from './asked'
import { forgetVersions, makeVersion, recordVersion } from './snapshots'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
})
beforeEach(() => forgetVersions(opened.fleet))
afterAll(() => opened.close())

const list = () => opened.data['versions.list'](undefined, signal)
const page = (version: number, table = 't', offset = 0, limit = 200) =>
  opened.data['versions.page']({ version, table, offset, limit }, signal)
const remove = (...versions: number[]) => opened.data['versions.delete']({ versions }, signal)
const databases = async () => {
  const found = await opened.fleet.sql(
    `SELECT datname FROM pg_database WHERE datname LIKE 'fake%mat%' ORDER BY 1`,
  )
  return found.map(({ datname }) => datname)
}

test('versions are listed with moment, date, rows and disk; one without a database has neither', async () => {
  await makeVersion(opened.fleet, 1, [
    { id: 1, tag: 'a' },
    { id: 2, tag: 'b' },
  ])
  await recordVersion(opened.fleet, 2, { status: 'FAILED', tables: [] })
  await recordVersion(opened.fleet, 3, { status: 'RUNNING', tables: [] })
  const versions = await list()
  expect(versions).toEqual([
    {
      version: 1,
      status: 'AVAILABLE',
      valid: true,
      timeStamp: '2026-11-23T02:26:27.977581Z',
      expiresOn: '2026-11-28T01:26:26.977581Z',
      tables: [{ name: 't', rows: 2 }],
      disk: expect.any(Number),
    },
    expect.objectContaining({ version: 2, status: 'FAILED', valid: false, tables: [], disk: null }),
    expect.objectContaining({ version: 3, status: 'RUNNING', tables: [], disk: null }),
  ])
  expect(versions[0]?.disk).toBeGreaterThan(1_000_000)
})

test('after a reset, a version of the same number is read anew', async () => {
  await makeVersion(opened.fleet, 1, [{ id: 1, tag: 'old' }])
  expect((await list())[0]?.tables).toEqual([{ name: 't', rows: 1 }])
  await forgetVersions(opened.fleet)
  await makeVersion(opened.fleet, 1, [
    { id: 1, tag: 'new' },
    { id: 2, tag: 'newer' },
  ])
  expect((await list())[0]?.tables).toEqual([{ name: 't', rows: 2 }])
  expect(cellsOf(await page(1), 'tag')).toEqual(['new', 'newer'])
})

test('a page of a version: ids exact, nothing editable', async () => {
  await makeVersion(opened.fleet, 1, [
    { id: 1, tag: 'a' },
    { id: 9007199254740993n, tag: null, root: '288230376151711747' },
  ])
  const found = await page(1, 't', 1, 5)
  expect(found.total).toBe(2)
  expect(found.rows).toEqual([
    ['9007199254740993', true, [600, 100, 10], '72127962782105600', '288230376151711747', null],
  ])
  expect(found.columns.some(({ editable, required }) => editable || required)).toBe(false)
})

test('what cannot be opened says why', async () => {
  await makeVersion(opened.fleet, 1, [])
  await recordVersion(opened.fleet, 2, { status: 'RUNNING' })
  await recordVersion(opened.fleet, 3, { status: 'FAILED' })
  expect(await refusal(page(99))).toMatchObject({ code: 'NOT_FOUND', what: 'There is no version 99.' })
  expect(await refusal(page(2))).toMatchObject({ code: 'NOT_FOUND', why: 'It is still in the making.' })
  expect(await refusal(page(3))).toMatchObject({ code: 'NOT_FOUND', why: 'Its materialization failed.' })
  for (const table of ['nope', 'materializedmetadata', 'pg_class'])
    expect((await refusal(page(1, table))).what).toBe(`There is no table "${table}" in version 1.`)
})

test('a deleted version is gone with its database, the others stay', async () => {
  for (const version of [1, 2, 3]) await makeVersion(opened.fleet, version, [{ id: 1, tag: 'a' }])
  await opened.fleet.sql(`
    UPDATE analysisversion SET parent_version = (SELECT id FROM analysisversion WHERE version = 1) WHERE version = 3;
    INSERT INTO version_error (exception, analysisversion_id) SELECT 'x', id FROM analysisversion WHERE version = 1`)
  await page(1)
  await remove(1, 2)
  expect((await list()).map(({ version }) => version)).toEqual([3])
  expect(await databases()).toEqual(['fake_datastack__mat3'])
  expect((await page(3)).total).toBe(1)
  expect(await opened.fleet.sql('SELECT * FROM analysistables')).toHaveLength(1)
})

test('unknown versions and the one in the making are refused before anything goes', async () => {
  await makeVersion(opened.fleet, 1, [{ id: 1, tag: 'a' }])
  await recordVersion(opened.fleet, 2, { status: 'RUNNING' })
  expect((await refusal(remove(1, 7))).what).toBe('There is no version 7.')
  expect(await refusal(remove(1, 2))).toMatchObject({ code: 'BAD_INPUT', what: 'Version 2 was not deleted.' })
  expect((await list()).map(({ version }) => version)).toEqual([1, 2])
  expect((await page(1)).total).toBe(1)
})

test('an older version that says RUNNING is dead, and can be deleted', async () => {
  await recordVersion(opened.fleet, 1, { status: 'RUNNING' })
  await makeVersion(opened.fleet, 2, [])
  await remove(1)
  expect((await list()).map(({ version }) => version)).toEqual([2])
})

test('what a killed deletion left behind can be deleted again', async () => {
  await makeVersion(opened.fleet, 1, [])
  await opened.fleet.sql('DROP DATABASE fake_datastack__mat1', 'postgres')
  expect((await list())[0]).toMatchObject({ version: 1, disk: null, tables: [{ name: 't', rows: 0 }] })
  expect((await refusal(page(1))).code).toBe('NOT_FOUND')
  await remove(1)
  expect(await list()).toEqual([])
})
