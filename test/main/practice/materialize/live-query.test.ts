import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { asArrow, at, Cave, messageOf, rowsOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
  await cave.createTable('t')
  await cave.post('t', [
    { pt: at(600), tag: 'cell A' },
    { pt: at(900), tag: 'cell B' },
  ])
  await cave.materialize()
})
afterAll(() => fleet.stop())

const now = (): string => new Date().toISOString().replace('Z', '+00:00')
const path = (more = ''): string => `${cave.stack}/query?${asArrow}&merge_reference=False${more}`
const live = async (body: Record<string, unknown> = {}, more?: string) =>
  rowsOf(await cave.arrow(path(more), { table: 't', timestamp: now(), ...body }))
const tags = async (body?: Record<string, unknown>, more?: string) =>
  (await live(body, more)).map((row) => row['tag'])
const refused = async (body: Record<string, unknown>): Promise<string> =>
  messageOf(await cave.ask('POST', path(), { table: 't', timestamp: now(), ...body }))
const lookUp = async (ids: readonly number[]): Promise<void> => {
  const known = async () => (await cave.sql(`SELECT id FROM t__test WHERE id IN (${ids.join(',')})`)).length
  await cave.ask('POST', `${cave.runs}/lookup_svid/datastack/fake_datastack/t`, { annotation_ids: ids })
  await expect.poll(known).toBe(ids.length)
}

describe('a live query', () => {
  let beforeEdit: string

  it('shows the rows of now with their roots', async () => {
    beforeEdit = now()
    expect(await live()).toEqual([
      expect.objectContaining({ id: 1n, tag: 'cell A', pt_root_id: 288230376151711745n, pt_position_x: 600 }),
      expect.objectContaining({ id: 2n, tag: 'cell B', pt_supervoxel_id: 72127962782105601n }),
    ])
  })

  it('refuses while an edit waits for its look-up, or leaves it out and warns', async () => {
    await cave.put('t', [{ id: 1, pt: at(600), tag: 'edited' }])
    const why =
      'There are 1 annotations that need supervoxel lookups, wait till new annotation ingest is done or pick an less recent timestamp'
    expect(await refused({})).toBe(`406 Not Acceptable: ${why}`)
    expect(await tags({}, '&allow_missing_lookups=True')).toEqual(['cell B'])
    const warned = await cave.ask('POST', path('&allow_missing_lookups=True'), {
      table: 't',
      timestamp: now(),
    })
    expect(warned.headers.get('warning')).toBe(why)
  })

  it('shows the edit once it is looked up', async () => {
    await lookUp([3])
    expect(await live({ filter_equal_dict: { t: { pt_root_id: 288230376151711745n } } })).toHaveLength(2)
    expect(await tags()).toEqual(['cell B', 'edited'])
  })

  it('travels in time: before the edit, before the rows, before the root', async () => {
    expect(await tags({ timestamp: beforeEdit })).toEqual(['cell A', 'cell B'])
    expect(await tags({ timestamp: beforeEdit.replace('+00:00', '') })).toEqual(['cell A', 'cell B'])
    expect(await tags({ timestamp: '2021-01-01T00:00:00+00:00' }, '&allow_missing_lookups=True')).toEqual([])
  })

  it('is refused at the very moment of a version, as the genuine one refuses it, and answered right after', async () => {
    const [version] = await cave.sql(
      `SELECT to_char(time_stamp, 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, to_char(time_stamp + interval '1 microsecond', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS after FROM analysisversion`,
    )
    expect(await refused({ timestamp: `${String(version?.['at'])}+00:00` })).toBe(
      '400 Bad Request: do not use live live query to query a materialized timestamp',
    )
    expect(await tags({ timestamp: String(version?.['after']) })).toEqual(['cell A', 'cell B'])
    // Zeros at the end of a fraction are not stored.
    await cave.sql(
      `UPDATE analysisversion SET time_stamp = date_trunc('second', time_stamp) + interval '0.1 s'`,
    )
    const [round] = await cave.sql(
      `SELECT to_char(time_stamp, 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at FROM analysisversion`,
    )
    expect(await refused({ timestamp: String(round?.['at']) })).toContain('do not use live live query')
  })

  it('filters, selects, scales and limits as a snapshot query does', async () => {
    const body = {
      filter_regex_dict: { t: { tag: 'ed' } },
      select_columns: { t: ['tag', 'pt_root_id', 'pt_position'] },
    }
    expect(await live({ ...body, desired_resolution: [4, 4, 40] })).toEqual([
      {
        tag: 'edited',
        pt_root_id: 288230376151711745n,
        pt_position_x: 1200,
        pt_position_y: 200,
        pt_position_z: 10,
      },
    ])
    expect(await tags({ limit: 1, offset: 1 })).toEqual(['edited'])
    expect(
      await tags({
        filter_spatial_dict: {
          t: {
            pt_position: [
              [800, 0, 0],
              [1000, 200, 20],
            ],
          },
        },
      }),
    ).toEqual(['cell B'])
  })

  it('is also answered for a table without a segmentation', async () => {
    await cave.createTable('notes', 'reference_tag', { table_metadata: { reference_table: 't' } })
    await cave.post('notes', [{ tag: 'about B', target_id: 2 }])
    expect(await live({ table: 'notes' })).toEqual([
      expect.objectContaining({ tag: 'about B', target_id: 2n }),
    ])
  })

  it.each([
    [{ table: 'nope' }, "'NoneType' object is not subscriptable"],
    [{ timestamp: 'yesterday' }, 'Not a valid aware datetime.'],
    [{ timestamp: '2026-13-45T00:00:00' }, 'Not a valid aware datetime.'],
    [{ timestamp: 5 }, 'Error parsing request body'],
    [{ join_tables: [['t', 'id', 't2', 'id']] }, '501 Not Implemented'],
    [{ select_columns: { t: ['nope'] } }, 'nope not in model or models for t'],
    [{ select_columns: { other: ['id'] } }, "'NoneType' object is not subscriptable"],
    [{ filter_equal_dict: { t: { nope: 1 } } }, "'nope'"],
  ])('%j is refused: %s', async (body, why) => {
    expect(await refused(body)).toContain(why)
  })
})

test('a table that no version was made of is refused, and one without rows after that', async () => {
  await cave.createTable('unseen')
  const asked = { table: 'unseen' }
  expect(await refused(asked)).toContain('relation "unseen__test" does not exist')
  await cave.materialize()
  expect(await refused(asked)).toBe('400 Bad Request: This query on table unseen returned no results')
})

describe('look-ups by hand', () => {
  it('ingesting a table fills supervoxels and roots of all new rows', async () => {
    await cave.post('t', [{ pt: at(700), tag: 'new' }])
    await cave.ask('POST', `${cave.runs}/ingest_annotations/datastack/fake_datastack/t`)
    const newest = async () => (await cave.sql('SELECT pt_root_id FROM t__test ORDER BY id DESC LIMIT 1'))[0]
    await expect.poll(newest).toEqual({ pt_root_id: '288230376151711745' })
  })

  it('of an unknown table they are refused', async () => {
    for (const what of ['lookup_svid', 'ingest_annotations'])
      expect(
        messageOf(await cave.ask('POST', `${cave.runs}/${what}/datastack/fake_datastack/nope`, {})),
      ).toContain('NoneType')
  })
})
