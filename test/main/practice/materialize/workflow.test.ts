import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installSql } from '../../../../src/main/data/triggers'
import { workerNews } from '../../../../src/main/fleet/materialize-log'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave, messageOf, rowsOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  // As with a panel attached, which is told of every change: versions are made with its triggers in place.
  await cave.sql(installSql('fake_volume'))
})
afterAll(() => fleet.stop())

const databases = async (): Promise<readonly unknown[]> =>
  (
    await cave.sql(`SELECT datname FROM pg_database WHERE datname LIKE 'fake_datastack%' ORDER BY datname`)
  ).map((row) => row['datname'])
const workerLog = (): Promise<readonly string[]> => cave.log('mat-worker')

describe('before any version', () => {
  it('there is none, in the words of the genuine service', async () => {
    expect((await cave.ask('GET', `${cave.stack}/versions`)).body).toEqual([])
    const metadata = await cave.ask('GET', `${cave.stack}/metadata?expired=True`)
    expect([metadata.status, metadata.body]).toEqual([404, 'No valid versions found'])
    const live = await cave.ask('POST', `${cave.stack}/query`, {
      table: 't',
      timestamp: '2026-01-01T00:00:00',
    })
    expect(messageOf(live)).toBe('404 Not Found: version 0 not found in fake_datastack')
  })

  it('a run without any annotation fails, says why, and leaves no database', async () => {
    expect(await cave.materialize()).toMatchObject({ version: 1, status: 'FAILED' })
    expect(await cave.sql('SELECT exception, error FROM version_error')).toMatchObject([
      { error: { message: expect.stringContaining('nothing to materialize') } },
    ])
    expect(await databases()).toEqual([])
  })
})

describe('a version', () => {
  it('is asked for with 200 and becomes AVAILABLE with its expiry an hour short of the days', async () => {
    await cave.createTable('my_cave_table')
    await cave.post('my_cave_table', [
      { pt: at(600), tag: 'cell A' },
      { pt: at(900), tag: 'cell B' },
      { pt: at(5000), tag: 'nowhere' },
    ])
    const asked = await cave.run()
    expect([asked.status, asked.body]).toEqual([200, 200])
    await expect
      .poll(async () => (await cave.versions()).at(-1)?.status, { timeout: 10_000 })
      .toBe('AVAILABLE')
    const { body } = await cave.ask('GET', `${cave.stack}/version/2`)
    expect(body).toMatchObject({ version: 2, valid: true, is_merged: true, datastack: 'fake_datastack' })
    const [row] = await cave.sql(
      `SELECT expires_on - time_stamp = interval '4 days 23 hours' AS expiry FROM analysisversion WHERE version = 2`,
    )
    expect(row).toEqual({ expiry: true })
  })

  it('fills supervoxels and roots, 0 where there is none', async () => {
    const rows = await cave.sql('SELECT * FROM my_cave_table__test ORDER BY id')
    expect(rows).toEqual([
      { id: '1', pt_supervoxel_id: '72127962782105600', pt_root_id: '288230376151711745' },
      { id: '2', pt_supervoxel_id: '72127962782105601', pt_root_id: '288230376151711745' },
      { id: '3', pt_supervoxel_id: '0', pt_root_id: '0' },
    ])
  })

  it('has the recorded tables, columns and indexes in a database of its own', async () => {
    expect(await databases()).toEqual(['fake_datastack__mat2'])
    const frozen = (sql: string) => cave.sql(sql, 'fake_datastack__mat2')
    const tables = await frozen(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
    expect(tables.map((row) => row['tablename'])).toEqual([
      'analysisviews',
      'annotation_table_metadata',
      'materializedmetadata',
      'my_cave_table',
      'segmentation_table_metadata',
    ])
    const columns = await frozen(
      `SELECT attname FROM pg_attribute WHERE attrelid = 'my_cave_table'::regclass AND attnum > 0 ORDER BY attnum`,
    )
    expect(columns.map((row) => row['attname'])).toEqual([
      'id',
      'valid',
      'pt_position',
      'pt_supervoxel_id',
      'pt_root_id',
      'tag',
    ])
    const indexes = await frozen(
      `SELECT indexname FROM pg_indexes WHERE tablename = 'my_cave_table' ORDER BY 1`,
    )
    expect(indexes.map((row) => row['indexname'])).toEqual([
      'idx_my_cave_table_pt_position',
      'ix_my_cave_table_pt_root_id',
      'my_cave_table_pkey',
    ])
    expect(await frozen('SELECT * FROM materializedmetadata')).toMatchObject([
      { id: 1, schema: 'bound_tag', table_name: 'my_cave_table', row_count: 3, is_merged: true },
    ])
  })

  it('tells its stages as the genuine worker does', async () => {
    const lines = await workerLog()
    const text = lines.join('\n')
    expect(text).toMatch(
      /\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}: INFO\/MainProcess\] Task orchestration:run_complete_workflow\[[-\da-f]{36}\] received/,
    )
    expect(text).toMatch(
      /orchestration:run_complete_workflow\[[-\da-f]{36}\]: Created version 2 for fake_datastack \(expires: /,
    )
    const stages = lines.flatMap((line) => {
      const news = workerNews({ text: line })
      return news && 'progress' in news ? [news.progress] : []
    })
    expect(stages).toEqual(expect.arrayContaining([0.1, 0.4, 0.5, 0.6, 0.8, 0.9, 0.95]))
  })

  it('keeps what it froze, whatever happens to the live table', async () => {
    const before = rowsOf(await cave.query(2, 'my_cave_table'))
    await cave.put('my_cave_table', [{ id: 1, pt: at(600), tag: 'edited' }])
    await cave.remove('my_cave_table', [2])
    expect(rowsOf(await cave.query(2, 'my_cave_table'))).toEqual(before)
    const next = await cave.materialize()
    expect(rowsOf(await cave.query(next.version, 'my_cave_table')).map((row) => row['tag'])).toEqual([
      'nowhere',
      'edited',
    ])
    expect(rowsOf(await cave.query(2, 'my_cave_table'))).toEqual(before)
  })

  it('never gives a segmentation row to one that was superseded between two versions', async () => {
    await cave.put('my_cave_table', [{ id: 4, pt: at(600), tag: 'between' }])
    await cave.put('my_cave_table', [{ id: 5, pt: at(600), tag: 'after' }])
    await cave.materialize()
    const ids = await cave.sql('SELECT id FROM my_cave_table__test ORDER BY id')
    expect(ids.map((row) => row['id'])).toEqual(['1', '2', '3', '4', '6'])
  })

  it('a table of another resolution finds the same supervoxels', async () => {
    await cave.createTable('fine', 'bound_tag', { voxel_resolution_x: 4, voxel_resolution_y: 4 })
    await cave.post('fine', [
      { pt: at(1535, 200), tag: 'left' },
      { pt: at(1536, 200), tag: 'right' },
    ])
    const { version } = await cave.materialize()
    expect(rowsOf(await cave.query(version, 'fine')).map((row) => row['pt_supervoxel_id'])).toEqual([
      72127962782105600n,
      72127962782105601n,
    ])
  })
})

describe('a run', () => {
  it.each([
    '',
    'merge_tables=true',
    'days_to_expire=x&merge_tables=true',
    'days_to_expire=1&merge_tables=maybe',
  ])('is refused without its arguments: %j', async (query) => {
    const before = await cave.versions()
    expect(messageOf(await cave.run(query))).toContain('Input payload validation failed')
    expect(await cave.versions()).toEqual(before)
  })

  it('refuses to leave tables unmerged', async () => {
    expect(messageOf(await cave.run('days_to_expire=5&merge_tables=false'))).toContain('501 Not Implemented')
  })

  it('is skipped while another goes on, with 200 and the genuine line', async () => {
    const before = (await cave.versions()).length
    const answers = await Promise.all([cave.run(), cave.run(), cave.run()])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    const ended = async () => (await cave.versions()).filter((each) => each.status !== 'RUNNING').length
    await expect.poll(ended, { timeout: 10_000 }).toBe(before + 1)
    expect(await cave.versions()).toHaveLength(before + 1)
    const skipped = (await workerLog()).filter((line) => workerNews({ text: line })?.kind === 'skipped')
    expect(skipped).toHaveLength(2)
  })

  it('is not disturbed by writes and reads that go on meanwhile', async () => {
    const writing = (async () => {
      for (let round = 0; round < 20; round += 1) {
        const answer = await cave.post('my_cave_table', [{ pt: at(600), tag: `round ${String(round)}` }])
        expect(answer.status).toBe(200)
        expect((await cave.ask('GET', `${cave.volume}/table`)).status).toBe(200)
      }
    })()
    expect((await cave.materialize()).status).toBe('AVAILABLE')
    await writing
    const { version } = await cave.materialize()
    expect(
      (
        await cave.ask(
          'GET',
          `${cave.stack.replace('v3', 'v2')}/version/${String(version)}/table/my_cave_table/count`,
        )
      ).body,
    ).toBe(22)
  })

  it('fails where its database is there already, leaves that one alone, and the next run goes on', async () => {
    const next = Math.max(...(await cave.versions()).map((each) => each.version)) + 1
    const taken = `fake_datastack__mat${String(next)}`
    await cave.sql(`CREATE DATABASE ${taken}`)
    expect(await cave.materialize()).toMatchObject({ version: next, status: 'FAILED' })
    expect(await cave.sql('SELECT error FROM version_error ORDER BY id DESC LIMIT 1')).toMatchObject([
      { error: { message: `database "${taken}" already exists` } },
    ])
    expect(workerNews({ text: (await workerLog()).at(-1) ?? '' })?.kind).toBe('died')
    expect(await databases()).toContain(taken)
    expect(await cave.materialize()).toMatchObject({ version: next + 1, status: 'AVAILABLE' })
  })

  it('takes the next number after one that was killed', async () => {
    const killed = Math.max(...(await cave.versions()).map((each) => each.version)) + 1
    await cave.sql(`INSERT INTO analysisversion (datastack, version, time_stamp, valid, status, is_merged)
      VALUES ('fake_datastack', ${String(killed)}, now(), false, 'RUNNING', true)`)
    await cave.sql(`CREATE DATABASE fake_datastack__mat${String(killed)}`)
    expect(await cave.materialize()).toMatchObject({ version: killed + 1, status: 'AVAILABLE' })
    expect((await cave.ask('GET', `${cave.stack}/versions`)).body).not.toContain(killed)
  })

  it('reaches AVAILABLE although others sit on the live database', async () => {
    const sitting = new Client({ ...fleet.postgres, database: 'fake_volume' })
    sitting.on('error', () => undefined)
    await sitting.connect()
    await sitting.query('LISTEN something')
    expect((await cave.materialize()).status).toBe('AVAILABLE')
    await sitting.end().catch(() => undefined)
  })
})
