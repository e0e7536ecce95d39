import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave, messageOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
})
afterAll(() => fleet.stop())

const tables = async (): Promise<unknown> => (await cave.ask('GET', `${cave.volume}/table`)).body

describe('annotation tables', () => {
  it('there is none at first', async () => {
    expect(await tables()).toEqual([])
  })

  it('one is made, answered as a text, listed, and not made twice', async () => {
    const made = await cave.createTable('my_cave_table')
    expect([made.status, made.body]).toEqual([200, 'my_cave_table'])
    expect(made.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await tables()).toEqual(['my_cave_table'])
    expect(messageOf(await cave.createTable('my_cave_table'))).toBe(
      '400 Bad Request: Table my_cave_table already exists',
    )
  })

  it('has the recorded columns and indexes, positions under the name of PostGIS', async () => {
    const columns =
      await cave.sql(`SELECT a.attname AS name, t.typname AS type FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = 'my_cave_table'::regclass AND a.attnum > 0 ORDER BY a.attnum`)
    expect(columns.map((each) => `${String(each['name'])} ${String(each['type'])}`)).toEqual([
      'id int8',
      'created timestamp',
      'deleted timestamp',
      'superceded_id int8',
      'valid bool',
      'pt_position geometry',
      'tag varchar',
    ])
    const indexes = await cave.sql(
      `SELECT indexname FROM pg_indexes WHERE tablename = 'my_cave_table' ORDER BY 1`,
    )
    expect(indexes.map((each) => each['indexname'])).toEqual([
      'idx_my_cave_table_pt_position',
      'ix_my_cave_table_created',
      'ix_my_cave_table_deleted',
      'my_cave_table_pkey',
    ])
  })

  it('metadata comes with 201 and resolutions as floats', async () => {
    const answer = await fetch(`${fleet.address}${cave.volume}/table/my_cave_table`)
    expect(answer.status).toBe(201)
    const text = await answer.text()
    expect(text).toContain('"voxel_resolution_z":40.0')
    expect(JSON.parse(text)).toMatchObject({
      id: 1,
      schema_type: 'bound_tag',
      table_name: 'my_cave_table',
      valid: true,
      deleted: null,
      user_id: '0',
      notice_text: null,
      write_permission: 'PRIVATE',
      read_permission: 'PUBLIC',
    })
    expect(text).toMatch(/"created":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}"/)
  })

  it.each([
    ['t2', 'no_such_schema', 'Schema type: no_such_schema is not a known annotation type'],
    [
      'Bad Name!;--',
      'bound_tag',
      'Table name error: Invalid table name. Table name must include at least one letter',
    ],
    ['', 'bound_tag', 'Table name error: Invalid table name.'],
    ['x'.repeat(41), 'bound_tag', 'must not be longer than 40 characters'],
    ['select', 'bound_tag', "must not be a reserved word of SQL, as 'select' is"],
    ['analysisversion', 'bound_tag', 'Table analysisversion already exists'],
    ['notes', 'reference_tag', 'requires a reference_table'],
  ])('%j of %s is refused', async (name, schema, why) => {
    const answer = await cave.createTable(name, schema)
    expect(answer.status).toBe(500)
    expect(messageOf(answer)).toContain(`400 Bad Request: `)
    expect(messageOf(answer)).toContain(why)
    expect(await tables()).toEqual(['my_cave_table'])
  })

  it('one of two creations at once makes it, the other is refused', async () => {
    const answers = await Promise.all([cave.createTable('raced'), cave.createTable('raced')])
    expect(answers.map((answer) => answer.status).sort((left, right) => left - right)).toEqual([200, 500])
  })

  it('a reference table refers to rows that there are', async () => {
    await cave.createTable('cells')
    await cave.post('cells', [{ pt: at(600), tag: 'a' }])
    const metadata = { table_metadata: { reference_table: 'cells' } }
    expect((await cave.createTable('notes', 'reference_tag', metadata)).status).toBe(200)
    expect((await cave.post('notes', [{ tag: 'n', target_id: 1 }])).body).toEqual([1])
    expect(messageOf(await cave.post('notes', [{ tag: 'n', target_id: 9 }]))).toContain('foreign key')
    expect(messageOf(await cave.createTable('cells2', 'bound_tag', metadata))).toContain(
      'must be a ReferenceAnnotation',
    )
    const nowhere = { table_metadata: { reference_table: 'analysisversion' } }
    expect(messageOf(await cave.createTable('notes2', 'reference_tag', nowhere))).toContain(
      "No table named 'analysisversion' exists.",
    )
    const following = { table_metadata: { reference_table: 'cells', track_target_id_updates: true } }
    expect(messageOf(await cave.createTable('notes3', 'reference_tag', following))).toContain('501')
  })

  it('metadata can be changed; a notice warns whoever reads, "none" takes it away', async () => {
    const change = (metadata: unknown) =>
      cave.ask('PUT', `${cave.volume}/table`, { table_name: 'my_cave_table', metadata })
    const changed = await change({
      description: 'höher',
      notice_text: 'mind\nthe gap, 細胞',
      read_permission: 'GROUP',
    })
    expect(changed.body).toMatchObject({
      description: 'höher',
      read_permission: 'GROUP',
      write_permission: 'PRIVATE',
    })
    const read = await cave.ask('GET', `${cave.volume}/table/my_cave_table/annotations?annotation_ids=1`)
    expect(read.headers.get('warning')).toBe('Table Owner Notice: mind the gap, ??')
    expect((await change({ notice_text: 'None' })).body).toMatchObject({
      notice_text: null,
      description: 'höher',
    })
    expect(messageOf(await change({ read_permission: 'EVERYONE' }))).toContain('Error parsing request body')
    const unknown = await cave.ask('PUT', `${cave.volume}/table`, { table_name: 'nope', metadata: {} })
    expect(messageOf(unknown)).toContain('no table named nope')
  })

  it('a deleted table is marked and no more: it stays listed, with its rows', async () => {
    await cave.createTable('gone')
    await cave.post('gone', [{ pt: at(1), tag: 'x' }])
    expect((await cave.ask('DELETE', `${cave.volume}/table/gone`)).body).toBe(true)
    expect(await tables()).toContain('gone')
    const [marked] = await cave.sql(
      `SELECT valid, deleted FROM annotation_table_metadata WHERE table_name = 'gone'`,
    )
    expect(marked).toEqual({ valid: true, deleted: expect.anything() })
    expect(await cave.rows('gone', [1])).toHaveLength(1)
  })

  it('an unknown aligned volume is refused whatever is asked of it', async () => {
    const answer = await cave.ask('GET', '/annotation/api/v2/aligned_volume/nope/table')
    expect(messageOf(answer)).toBe('400 Bad Request: aligned volume: nope not valid')
  })
})
