/** The one datastack of this fleet. */
export const datastack = 'fake_datastack'

const volume = '/annotation/api/v2/aligned_volume/fake_volume'
const frozen = (api: 'v2' | 'v3', version: number): string =>
  `/materialize/api/${api}/datastack/${datastack}/version/${version}`

/** Where CAVE tells what is shown here; as caveclient asks, tables and counts of a version by version 2 of the API. */
export const cavePaths = {
  tables: `${volume}/table`,
  table: (name: string): string => `${volume}/table/${encodeURIComponent(name)}`,
  versions: `/materialize/api/v3/datastack/${datastack}/metadata?expired=True`,
  frozenTables: (version: number): string => `${frozen('v2', version)}/tables`,
  frozenCount: (version: number, table: string): string =>
    `${frozen('v2', version)}/table/${encodeURIComponent(table)}/count`,
  frozenQuery: (version: number, table: string): string =>
    `${frozen('v3', version)}/table/${encodeURIComponent(table)}/query`,
} as const

/** CAVE writes times in UTC without saying so: "2026-11-23 01:44:17.390930", "2026-11-23T01:44:35.925479". */
export const utc = (text: string): string => `${text.replace(' ', 'T')}Z`
