import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTable, openTestData, readPage, refusal, signal, type Opened } from './asked'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
})
afterAll(() => opened.close())

const names = async (): Promise<string[]> =>
  (await opened.data['tables.list'](undefined, signal)).map(({ name }) => name)
const remove = (table: string) => opened.data['tables.delete']({ table }, signal)
const add = (table: string, position: readonly number[]) =>
  opened.data['annotations.add']({ table, annotations: [{ pt: { position }, tag: 'x' }] }, signal)

test.each([
  ['select', 'a reserved word of SQL'],
  ['order', 'a reserved word of SQL'],
  // Reserved, but for functions and types.
  ['left', 'a reserved word of SQL'],
  ['pg_class', 'there already'],
  ['materializedmetadata', 'one of CAVE’s own'],
  ['2cells', 'no digit in the first place'],
  ['Cells', 'small letters'],
  ['my-cells', 'small letters'],
  ['x'.repeat(41), '41 letters'],
])('a table named %s is refused before CAVE is asked, with why', async (name, why) => {
  const before = opened.fleet.requests.length
  const { code, what, why: told, fix } = await refusal(createTable(opened.data, name))
  expect({ code, what }).toEqual({ code: 'BAD_INPUT', what: `The table "${name}" was not made.` })
  expect(told).toContain(why)
  expect(fix).not.toBe('')
  expect(opened.fleet.requests.slice(before)).toEqual([])
})

test.each(['values', 'name', '_', 'x'.repeat(40)])('one named %s is made', async (name) => {
  expect(await createTable(opened.data, name)).toMatchObject({ name })
})

test('a deleted table is gone with all that was looked up of it, and its name is free', async () => {
  await createTable(opened.data, 'mine')
  await add('mine', [600, 100, 10])
  await opened.fleet.sql(
    `CREATE TABLE "mine__test" (id bigint PRIMARY KEY REFERENCES mine (id), pt_root_id bigint)`,
  )
  await opened.fleet.sql(`INSERT INTO segmentation_table_metadata
    (schema_type, table_name, valid, created, pcg_table_name, annotation_table) VALUES ('bound_tag', 'mine__test', true, now(), 'test', 'mine')`)
  await remove('mine')
  expect(await names()).not.toContain('mine')
  expect(await opened.fleet.sql(`SELECT relname FROM pg_class WHERE relname LIKE 'mine%'`)).toEqual([])
  expect(await opened.fleet.sql('SELECT 1 FROM segmentation_table_metadata')).toEqual([])
  await createTable(opened.data, 'mine')
  expect((await readPage(opened.data, { table: 'mine' })).total).toBe(0)
})

test('a table that a client has marked as deleted is listed only where it stands in the way of every version', async () => {
  await createTable(opened.data, 'marked')
  await createTable(opened.data, 'to_be_select')
  await opened.fleet.sql(`ALTER TABLE to_be_select RENAME TO "select"`)
  await opened.fleet.sql(
    `UPDATE annotation_table_metadata SET table_name = 'select' WHERE table_name = 'to_be_select'`,
  )
  await opened.fleet.sql(
    `UPDATE annotation_table_metadata SET deleted = now() WHERE table_name IN ('marked', 'select')`,
  )
  expect(await names()).toContain('select')
  expect(await names()).not.toContain('marked')
  await remove('select')
  expect(await names()).not.toContain('select')
})

test('the demo’s table, one that is not there, and one that others refer to stay', async () => {
  expect(await refusal(remove('my_cave_table'))).toMatchObject({ code: 'BAD_INPUT' })
  expect(await refusal(remove('nowhere'))).toMatchObject({ code: 'NOT_FOUND' })
  await createTable(opened.data, 'target')
  await createTable(opened.data, 'notes')
  await opened.fleet.sql(
    `UPDATE annotation_table_metadata SET reference_table = 'target' WHERE table_name = 'notes'`,
  )
  expect(await refusal(remove('target'))).toMatchObject({ why: 'Rows of notes refer to its rows.' })
  expect(await names()).toEqual(expect.arrayContaining(['target', 'notes']))
})

test.each([[[99_999_999_999, 100, 10]], [[600, -2_147_483_649, 10]]])(
  'a position that no version could be read with is refused, in an added row and in an edit: %j',
  async (position) => {
    await createTable(opened.data, 'far').catch(() => undefined)
    expect(await refusal(add('far', position))).toMatchObject({
      code: 'BAD_INPUT',
      why: expect.stringContaining('lies outside -2147483648 to 2147483647'),
    })
    const { ids } = await add('far', [2_147_483_647, 100, -2_147_483_648])
    const fields = { pt_position: position }
    expect(
      await refusal(opened.data['annotations.edit']({ table: 'far', id: ids[0] ?? '', fields }, signal)),
    ).toMatchObject({ code: 'BAD_INPUT' })
  },
)
