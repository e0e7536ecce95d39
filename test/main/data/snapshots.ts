import { pointHex } from './asked'
import type { TestFleet } from './fleet'

export interface SnapshotRow {
  readonly id: number | bigint
  readonly tag: string | null
  readonly root?: string
}

const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)

/** Rows of fake_volume about a version, as the genuine workflow writes them. */
export const recordVersion = (
  fleet: TestFleet,
  version: number,
  { status = 'AVAILABLE', tables = ['t'] }: { status?: string; tables?: readonly string[] } = {},
) =>
  fleet.sql(`
    INSERT INTO analysisversion (datastack, version, time_stamp, valid, expires_on, status, is_merged)
    VALUES ('fake_datastack', ${String(version)}, '2026-11-23 02:26:26.977581'::timestamp + ${String(version)} * interval '1 s',
      ${String(status === 'AVAILABLE')}, '2026-11-28 01:26:26.977581', '${status}', true);
    ${tables
      .map(
        (
          table,
        ) => `INSERT INTO analysistables (aligned_volume, schema, table_name, valid, created, analysisversion_id)
          VALUES ('fake_volume', 'bound_tag', ${text(table)}, true, now(), currval('analysisversion_id_seq'))`,
      )
      .join(';')}`)

const merged = `CREATE DOMAIN geometry AS text;
CREATE TABLE t (id bigint PRIMARY KEY, valid boolean, pt_position geometry, pt_supervoxel_id bigint, pt_root_id bigint, tag varchar);
CREATE TABLE materializedmetadata (id serial PRIMARY KEY, schema varchar(100) NOT NULL, table_name varchar(100) NOT NULL,
  row_count integer NOT NULL, materialized_timestamp timestamp NOT NULL, segmentation_source varchar(255), is_merged boolean);`

/** A version with its own database, whose merged table `t` holds these rows; `insert` fills it instead where there are many. */
export const makeVersion = async (
  fleet: TestFleet,
  version: number,
  rows: readonly SnapshotRow[] | { readonly insert: string; readonly count: number },
): Promise<void> => {
  const database = `fake_datastack__mat${String(version)}`
  await recordVersion(fleet, version)
  await fleet.sql(`CREATE DATABASE ${database}`, 'postgres')
  const insert =
    'insert' in rows
      ? rows.insert
      : rows
          .map(
            ({ id, tag, root = '288230376151711745' }) =>
              `INSERT INTO t VALUES (${String(id)}, true, '${pointHex}', 72127962782105600, ${root}, ${text(tag)})`,
          )
          .join(';')
  const count = 'insert' in rows ? rows.count : rows.length
  await fleet.sql(
    `${merged} ${insert};
     INSERT INTO materializedmetadata (schema, table_name, row_count, materialized_timestamp)
     VALUES ('bound_tag', 't', ${String(count)}, now())`,
    database,
  )
}

/** Everything about versions, gone. */
export const forgetVersions = async (fleet: TestFleet): Promise<void> => {
  await fleet.sql('TRUNCATE version_error, analysistables, analysisversion RESTART IDENTITY CASCADE')
  const left = await fleet.sql(
    `SELECT datname FROM pg_database WHERE datname LIKE 'fake\\_datastack\\_\\_mat%'`,
  )
  for (const { datname } of left) await fleet.sql(`DROP DATABASE ${String(datname)} WITH (FORCE)`, 'postgres')
}
