import { afterEach, describe, expect, it, vi } from 'vitest'
import { readRoots } from '../../../../src/renderer/dashboard/live/read-roots'
import {
  readLiveRows,
  readTableAbout,
  readTableNames,
} from '../../../../src/renderer/dashboard/live/read-table'
import { answering } from '../answers'

const { signal } = new AbortController()
const tables = '/annotation/api/v2/aligned_volume/fake_volume/table'
const query =
  '/materialize/api/v3/datastack/fake_datastack/version/2/table/t/query?return_pyarrow=false&split_positions=true&direct_sql_pandas=true'

/** 1 to 102, 103, ...: a window of a table with this many rows. */
const window = (rows: number): string => Array.from({ length: rows + 100 }, (_, place) => place + 1).join(',')

afterEach(() => vi.unstubAllGlobals())

describe('a live table', () => {
  it('is one of those that AnnotationEngine lists', async () => {
    answering({ [tables]: '["t", "u"]' })
    expect(await readTableNames(signal)).toEqual(['t', 'u'])
  })

  it('tells what it is for, whatever else stands in its metadata', async () => {
    answering({
      [`${tables}/t`]:
        '{"schema_type": "bound_tag", "table_name": "t__test", "description": "demo", "voxel_resolution_x": 8.0, "voxel_resolution_y": 8.0, "voxel_resolution_z": 40.0}',
    })
    expect(await readTableAbout('t', signal)).toEqual({
      schemaType: 'bound_tag',
      description: 'demo',
      voxelResolution: [8, 8, 40],
    })
  })

  it('has those rows that are neither superseded nor deleted', async () => {
    answering({
      [`${tables}/t/count`]: '4',
      [`${tables}/t/annotations?annotation_ids=${window(4)}`]: `[
        {"id": 4, "valid": true, "deleted": "None", "superceded_id": null, "tag": "live"},
        {"id": 1, "valid": false, "deleted": "2026-11-23 02:26:30", "superceded_id": 4, "tag": "superseded"},
        {"id": 2, "valid": false, "deleted": "2026-11-23 02:26:30", "superceded_id": null, "tag": "deleted"},
        {"id": 3, "valid": true, "deleted": null, "superceded_id": null, "tag": {"odd": 1}}]`,
    })
    const { live, written } = await readLiveRows('t', signal, null)
    expect(written).toBe(4)
    expect(live).toEqual([
      { id: '4', live: true, cells: { valid: true, tag: 'live' } },
      // What is no cell of a table is left empty.
      { id: '3', live: true, cells: { valid: true, tag: null } },
    ])
  })

  it('of another name than letters is asked for as such', async () => {
    const asked = answering({ [`${tables}/a%2Fb%20c/count`]: '0' })
    await readLiveRows('a/b c', signal, null).catch(() => undefined)
    expect(asked[0]).toBe(`GET ${tables}/a%2Fb%20c/count`)
  })
})

describe('root ids', () => {
  it('are asked of a version for the rows on screen, in one query', async () => {
    const asked = answering({
      [query]: `[{"id": 2, "valid": true, "pt_supervoxel_id": 72127962782105601, "pt_root_id": 288230376151711745},
        {"id": 9007199254740993, "pt_root_id": null}]`,
    })
    const roots = await readRoots('t', 2, ['2', '9007199254740993'], signal)
    expect([...roots]).toEqual([
      ['2', { pt_root_id: '288230376151711745' }],
      ['9007199254740993', { pt_root_id: null }],
    ])
    expect(asked).toEqual([`POST ${query} {"filter_in_dict":{"t":{"id":[2,9007199254740993]}}}`])
  })

  it('of a table with two points have two columns', async () => {
    answering({ [query]: '[{"id": 1, "pre_pt_root_id": 5, "post_pt_root_id": 6, "size": 1.5}]' })
    expect([...(await readRoots('t', 2, ['1'], signal)).values()]).toEqual([
      { pre_pt_root_id: '5', post_pt_root_id: '6' },
    ])
  })

  it('are not there for a table that is newer than the version', async () => {
    answering({ [query]: 404 })
    expect(await readRoots('t', 2, ['1'], signal)).toEqual(new Map())
  })

  it('of no rows are not asked for', async () => {
    const asked = answering({})
    expect((await readRoots('t', 2, [], signal)).size).toBe(0)
    expect(asked).toEqual([])
  })
})
