import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTable, openTestData, readPage, refusal, signal, type Opened } from './asked'
import { toFailure, type ErrorInfo } from '../../../src/shared/errors'
import { recordVersion } from './snapshots'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
})
afterAll(() => opened.close())

const list = () => opened.data['tables.list'](undefined, signal)
const names = async (): Promise<string[]> => (await list()).map(({ name }) => name)
const listed = async (table: string) => (await list()).find(({ name }) => name === table)
const remove = async (table: string): Promise<void> => {
  const act = await opened.data.tableDeletion({ table }, signal)
  await act()
}
/** As `client.annotation.delete_table` does. */
const mark = (table: string) =>
  opened.fleet.sql(`UPDATE annotation_table_metadata SET deleted = now() WHERE table_name = '${table}'`)
const rename = (table: string, to: string) =>
  opened.fleet.sql(`UPDATE annotation_table_metadata SET table_name = '${to}' WHERE table_name = '${table}'`)
const add = (table: string, position: readonly number[]) =>
  opened.data['annotations.add']({ table, annotations: [{ pt: { position }, tag: 'x' }] }, signal)

test.each([
  ['select', 'a reserved word of SQL'],
  ['order', 'a reserved word of SQL'],
  // Reserved, but for functions and types.
  ['left', 'a reserved word of SQL'],
  ['Order', 'capital letters; CAVE takes small ones. “order” is a reserved word of SQL'],
  ['pg_class', 'CAVE’s or PostgreSQL’s own'],
  ['materializedmetadata', 'CAVE’s or PostgreSQL’s own'],
  ['2cells', 'begins with a digit'],
  ['Cells', 'capital letters'],
  ['my-cells', '“-” is none'],
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

test('a table that a client has marked as deleted is listed so, is read, is not changed, and is deleted as others are', async () => {
  await createTable(opened.data, 'marked')
  const { ids } = await add('marked', [600, 100, 10])
  await mark('marked')
  expect(await listed('marked')).toMatchObject({ standing: 'marked', liveRows: 1, allRows: 1 })
  expect((await readPage(opened.data, { table: 'marked' })).total).toBe(1)
  expect(await refusal(add('marked', [600, 100, 10]))).toMatchObject({
    code: 'BAD_INPUT',
    why: expect.stringContaining('marked the table as deleted'),
  })
  expect(await refusal(opened.data['annotations.delete']({ table: 'marked', ids }, signal))).toMatchObject({
    code: 'BAD_INPUT',
  })
  expect(await refusal(createTable(opened.data, 'marked'))).toMatchObject({
    why: expect.stringContaining('There is a table of this name already'),
  })
  await remove('marked')
  expect(await names()).not.toContain('marked')
  expect(await opened.fleet.sql(`SELECT relname FROM pg_class WHERE relname LIKE 'marked%'`)).toEqual([])
})

test('an entry whose table was dropped by hand is listed, and can be taken away', async () => {
  await createTable(opened.data, 'dropped')
  await rename('dropped', 'select')
  expect(await listed('select')).toMatchObject({ standing: 'gone', liveRows: 0, allRows: 0, columns: [] })
  await remove('select')
  expect(await names()).not.toContain('select')
})

test('the demo’s table and one that is not there are not deleted', async () => {
  expect(await refusal(remove('my_cave_table'))).toMatchObject({ code: 'BAD_INPUT' })
  expect(await refusal(remove('nowhere'))).toMatchObject({ code: 'NOT_FOUND' })
})

test('a table that others refer to stays, with all of theirs, until each of them is deleted: marked ones, too', async () => {
  for (const table of ['target', 'notes', 'notes_on_notes']) await createTable(opened.data, table)
  const refer = (from: string, to: string) =>
    opened.fleet.sql(`ALTER TABLE ${from} ADD COLUMN target_id bigint REFERENCES ${to} (id);
      UPDATE annotation_table_metadata SET reference_table = '${to}' WHERE table_name = '${from}'`)
  await refer('notes', 'target')
  await refer('notes_on_notes', 'notes')
  await mark('notes')
  expect(await refusal(remove('target'))).toMatchObject({
    why: 'Rows of notes refer to its rows.',
    fix: 'Delete notes first.',
  })
  expect(await refusal(remove('notes'))).toMatchObject({ fix: 'Delete notes_on_notes first.' })
  expect(await names()).toEqual(expect.arrayContaining(['target', 'notes', 'notes_on_notes']))
  for (const table of ['notes_on_notes', 'notes', 'target']) await remove(table)
  expect(await opened.fleet.sql(`SELECT relname FROM pg_class WHERE relname ~ '^(target|notes)'`)).toEqual([])
})

test('a foreign key that CAVE does not know of is found in the catalogue', async () => {
  await createTable(opened.data, 'held')
  await opened.fleet.sql('CREATE TABLE made_by_hand (id bigint REFERENCES held (id))')
  expect(await refusal(remove('held'))).toMatchObject({
    why: 'Rows of made_by_hand refer to its rows.',
    fix: expect.stringContaining('such a table goes by SQL alone'),
  })
  await opened.fleet.sql('DROP TABLE made_by_hand')
  // What comes between the look and the act makes the act fail as a whole.
  const act = await opened.data.tableDeletion({ table: 'held' }, signal)
  await opened.fleet.sql('CREATE VIEW seen AS SELECT id FROM held')
  expect(await refusal(act())).toMatchObject({ fix: expect.stringContaining('such as a view') })
  expect(await listed('held')).toMatchObject({ allRows: 0 })
  await opened.fleet.sql('DROP VIEW seen')
  await remove('held')
})

test('a table that CAVE made with the columns of another schema is taken away again, with what to restart', async () => {
  // As services do that have known the name with that schema.
  await opened.fleet.sql(`
    CREATE FUNCTION stale() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
      ALTER TABLE known_otherwise RENAME COLUMN tag TO cell_type;
      RETURN NULL;
    END $body$;
    CREATE TRIGGER stale AFTER INSERT ON annotation_table_metadata
      FOR EACH ROW WHEN (NEW.table_name = 'known_otherwise') EXECUTE FUNCTION stale()`)
  expect(await refusal(createTable(opened.data, 'known_otherwise'))).toMatchObject({
    code: 'BAD_INPUT',
    fix: expect.stringContaining('Restart annotation, mat and mat-worker'),
  })
  expect(await names()).not.toContain('known_otherwise')
  await opened.fleet.sql('DROP TRIGGER stale ON annotation_table_metadata')
  await createTable(opened.data, 'known_otherwise')
})

test('a table of every schema has the columns of its schema, but for those that need another table', async () => {
  const schemas = await opened.data['schemas.list'](undefined, signal)
  const failures: ErrorInfo[] = []
  for (const schema of schemas)
    await createTable(opened.data, `of_${schema}`.slice(0, 40), schema).then(
      ({ name }) => remove(name),
      (error: unknown) => void failures.push(toFailure(error).info),
    )
  expect(failures.length).toBeLessThan(schemas.length / 2)
  expect(failures.filter(({ why }) => !why.includes('requires a reference_table'))).toEqual([])
})

test('while a version is in the making no table is deleted', async () => {
  await createTable(opened.data, 'frozen_now')
  await recordVersion(opened.fleet, 99, { status: 'RUNNING', tables: [] })
  const { why, fix } = await refusal(remove('frozen_now'))
  expect({ why, fix }).toMatchObject({
    why: expect.stringContaining('99'),
    fix: expect.stringContaining('repair'),
  })
  expect(await names()).toContain('frozen_now')
  await opened.fleet.sql('DELETE FROM analysisversion WHERE version = 99')
  await remove('frozen_now')
  expect(await names()).not.toContain('frozen_now')
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
