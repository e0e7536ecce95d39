import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFrozenTables, readVersions } from '../../../../src/renderer/dashboard/versions/read-versions'
import { answering } from '../answers'

const { signal } = new AbortController()
const metadata = '/materialize/api/v3/datastack/fake_datastack/metadata?expired=True'
const second = '/materialize/api/v2/datastack/fake_datastack/version/2'

afterEach(() => vi.unstubAllGlobals())

describe('versions', () => {
  it('are read with those that run or failed, times as UTC', async () => {
    answering({
      [metadata]: JSON.stringify([
        {
          id: 1,
          version: 1,
          status: 'AVAILABLE',
          valid: true,
          is_merged: true,
          datastack: 'fake_datastack',
          time_stamp: '2026-11-23T01:44:35.925479',
          expires_on: '2026-11-28T00:44:35.925479',
        },
        { version: 2, status: 'FAILED', valid: false, time_stamp: '2026-11-23T02:00:00', expires_on: null },
      ]),
    })
    expect(await readVersions(signal)).toEqual([
      {
        version: 1,
        status: 'AVAILABLE',
        valid: true,
        timeStamp: '2026-11-23T01:44:35.925479Z',
        expiresOn: '2026-11-28T00:44:35.925479Z',
        tables: [],
        disk: null,
      },
      expect.objectContaining({ version: 2, status: 'FAILED', expiresOn: null }),
    ])
  })

  it('are none before the first, for which CAVE has a sentence', async () => {
    answering({ [metadata]: 404 })
    expect(await readVersions(signal)).toEqual([])
  })

  it('that cannot be read are a failure with what and why', async () => {
    answering({ [metadata]: 502 })
    await expect(readVersions(signal)).rejects.toMatchObject({
      info: { code: 'CAVE_UNREACHABLE', what: 'The versions could not be read.' },
    })
  })

  it('tell their tables, each with its rows', async () => {
    answering({
      [`${second}/tables`]: '["my_cave_table", "with space"]',
      [`${second}/table/my_cave_table/count`]: '2',
      [`${second}/table/with%20space/count`]: '100000',
    })
    expect(await readFrozenTables(2, signal)).toEqual([
      { name: 'my_cave_table', rows: 2 },
      { name: 'with space', rows: 100_000 },
    ])
  })
})
