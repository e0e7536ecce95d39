import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Given } from '../../../src/shared/contract'
import type { Data } from '../../../src/main/data/data'
import { openData } from '../../../src/main/data/data'
import { openHomeWith } from '../../../src/main/api/open-home'
import { saveCsv } from '../../../src/main/data/save-csv'
import { changeSettings } from '../../../src/main/home/settings-file'
import { identifier } from '../../../src/main/fleet/sessions'
import { leftOut, neededElectron } from '../../e2e/support/needed'
import { openElectron, type ElectronForTest } from '../../e2e/support/electron-panel'
import { run } from '../../support/cli'
import { fleetForTest, never, type FleetForTest } from '../../support/fleet'

/** What a person who means harm would write into a label. */
const texts = [
  '<img src=x onerror="planted = 1"><script>planted = 2</script>',
  'javascript:planted=3',
  '\u001b[2J\u001b]0;owned\u0007\u001b]52;c;cGxhbnRlZA==\u0007\u001b[6n\u009b31m',
  'abc\u202egpj.exe\u2066 \u200f\u061c',
  '=cmd|\u0027 /C calc\u0027!A0',
  '@SUM(1+1)*cmd|x',
  '"; DROP TABLE my_cave_table; --',
  "'); DELETE FROM analysisversion; --",
  '${7*7}{{7*7}}%(x)s',
  '\u2028\u2029\ufeff\ud7ff',
] as const

/** As the genuine service would not name one; the database itself lets a table be named anything. */
const tableName = `we"ird'; DROP TABLE my_cave_table; --<b>\u202e`
const columnName = `co"l'; SELECT pg_sleep(9) --`

let fleet: FleetForTest
let data: Data

beforeAll(async () => {
  fleet = await fleetForTest()
  await fleet.controller.up(never)
  data = openData((signal) => fleet.controller.connection(signal))
  await data['annotations.add'](
    { table: 'my_cave_table', annotations: texts.map((tag) => ({ pt: { position: [600, 100, 10] }, tag })) },
    never,
  )
  await fleet.sql('fake_volume', async (session) => {
    await session.run(
      `create table ${identifier(tableName)} (id bigserial primary key, created timestamp not null, deleted timestamp,
         superceded_id bigint, valid boolean, ${identifier(columnName)} varchar)`,
    )
    await session.run(
      `insert into ${identifier(tableName)} (created, valid, ${identifier(columnName)}) values (now(), true, $1)`,
      [texts[0]],
    )
    await session.run(
      `insert into annotation_table_metadata (schema_type, table_name, valid, created, user_id, description,
         voxel_resolution_x, voxel_resolution_y, voxel_resolution_z, write_permission, read_permission, last_modified)
       values ('bound_tag', $1, true, now(), '0', $2, 8, 8, 40, 'PRIVATE', 'PUBLIC', now())`,
      [tableName, texts[0]],
    )
  })
})
afterAll(async () => {
  await data?.close()
  await fleet?.stop()
})

const query = (table: string): Given<'annotations.page'> => ({
  table,
  rows: 'all',
  offset: 0,
  limit: 100,
  filters: [],
  sort: { column: 'id', descending: false },
})

describe('a table and a column named to break out', () => {
  test('are read, filtered, sorted and followed as any other, and nothing else happens', async () => {
    const listed = await data['tables.list'](undefined, never)
    expect(listed.map(({ name }) => name)).toContain(tableName)
    const page = await data['annotations.page'](
      {
        ...query(tableName),
        sort: { column: columnName, descending: true },
        filters: [{ column: columnName, operator: 'contains', value: "onerror' OR '1'='1" }],
      },
      never,
    )
    expect(page.total).toBe(0)
    const all = await data['annotations.page'](query(tableName), never)
    expect(all.columns.map(({ name }) => name)).toContain(columnName)
    expect(all.rows).toHaveLength(1)
    await data['annotations.history']({ table: tableName, id: '1' }, never)
    await data['annotations.rows']({ table: tableName, ids: ['1'] }, never)
    expect((await data['annotations.page'](query('my_cave_table'), never)).total).toBe(2 + texts.length)
  })

  test.each([
    { column: `tag" = '' OR 1=1 --`, operator: 'equals', value: 'x' },
    { column: 'tag; DROP TABLE my_cave_table', operator: 'contains', value: 'x' },
    { column: '(SELECT pg_sleep(9))', operator: 'equals', value: 'x' },
  ] as const)('that do not exist are refused by name: $column', async (filter) => {
    await expect(
      data['annotations.page']({ ...query('my_cave_table'), filters: [filter] }, never),
    ).rejects.toMatchObject({ info: { code: 'BAD_INPUT' } })
    await expect(
      data['annotations.page']({ ...query(`my_cave_table"; SELECT 1; --`) }, never),
    ).rejects.toMatchObject({ info: { code: 'NOT_FOUND' } })
  })

  test('cannot be made by the panel', async () => {
    const named = { schemaType: 'bound_tag', description: 'x', voxelResolution: [8, 8, 40] } as const
    for (const name of [tableName, '../x', 'a b', 'A', '1x', 'x;y'])
      await expect(
        data['tables.create']({ ...named, name, voxelResolution: [...named.voxelResolution] }, never),
      ).rejects.toMatchObject({ info: { code: expect.stringMatching(/BAD_INPUT|CAVE_REFUSED/) } })
  })

  test('make no path of a saved file', async () => {
    const home = await openHomeWith(
      { home: fleet.homeFolder, port: fleet.port, project: undefined },
      () => undefined,
    )
    const given = { table: tableName, rows: 'all', filters: [], sort: null } as const
    const { file } = await saveCsv(home, data['annotations.page'], { ...given, filters: [] }, never)
    expect(file.slice(home.folder.length)).toMatch(/^[\\/]csv[\\/][\w-]+\.csv$/)
  })
})

describe('a label that means harm', () => {
  test('is kept as it was written, to the last character', async () => {
    const { columns, rows } = await data['annotations.page'](query('my_cave_table'), never)
    const tag = columns.findIndex(({ name }) => name === 'tag')
    expect(rows.map((row) => row[tag])).toEqual(expect.arrayContaining([...texts]))
  })

  test('does not steer the terminal of the command line, as a table or as JSON', async () => {
    const shown = await run(['table', 'my_cave_table', '--home', fleet.homeFolder])
    expect(shown.out).toContain('\\x1b[2J')
    expect(shown.out).not.toMatch(
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
    )
    const json = await run(['table', 'my_cave_table', '--json', '--home', fleet.homeFolder])
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    expect(json.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
    expect(json.json().length).toBeGreaterThan(0)
  })

  test('is no formula in a saved file', async () => {
    const home = await openHomeWith(
      { home: fleet.homeFolder, port: fleet.port, project: undefined },
      () => undefined,
    )
    const given = { table: 'my_cave_table', rows: 'all', sort: null } as const
    const { file } = await saveCsv(home, data['annotations.page'], { ...given, filters: [] }, never)
    const text = await readFile(file, 'utf8')
    expect(text).toContain(`"'=cmd|`)
    expect(text).toContain(`"'@SUM`)
    expect(text).not.toMatch(/(^|[,;"\t\n])[=@]/m)
  })
})

const electron = await neededElectron()

describe.skipIf(leftOut(electron))('in the panel, a label that means harm', () => {
  let program: ElectronForTest

  beforeAll(async () => {
    // At its end the panel would ask a person what becomes of the fleet.
    await changeSettings(fleet.homeFolder, { leaving: 'keep' }, () => undefined)
    program = await openElectron(electron)
  })
  afterAll(() => program?.end())

  test('is text: nothing of it runs, nothing is asked of elsewhere, and directions are shown as marks', async () => {
    const { page, problems } = await program.open(fleet.homeFolder)
    await page.evaluate(() => {
      location.hash = '#/annotations'
    })
    const cells = page.getByRole('gridcell')
    await page.getByText('<img src=x', { exact: false }).first().waitFor()
    const shown = (await cells.allInnerTexts()).join('\n')
    expect(shown).toContain('<script>planted = 2</script>')
    expect(shown).toContain('abc\\u202egpj.exe')
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f\u061c]/)
    for (const view of ['history', 'versions', 'services']) {
      await page.evaluate((view) => {
        location.hash = `#/${view}`
      }, view)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    const page1 = await page.evaluate(() => ({
      planted: Reflect.get(window, 'planted') ?? null,
      images: document.images.length,
    }))
    expect(page1).toEqual({ planted: null, images: 0 })
    expect(z.array(z.string()).parse([...problems.seen])).toEqual([])
  })
})
