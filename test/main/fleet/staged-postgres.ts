import { join, resolve } from 'node:path'
import type { Connection } from '../../../src/main/data/connection'
import { createDatabases } from '../../../src/main/practice/layout'
import { findBinaries } from '../../../src/main/practice/postgres/binaries'
import { ensureCluster } from '../../../src/main/practice/postgres/cluster'
import { startServer, stopServer } from '../../../src/main/practice/postgres/server'
import {
  administratorSessionsOf,
  sessionsOf,
  type Session,
  type Sessions,
} from '../../../src/main/fleet/sessions'
import { encodePoint } from '../../../src/main/practice/geometry'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

export interface StagedPostgres {
  readonly connection: Connection
  readonly sessions: Sessions
  /** As the fleet's services: the superuser. */
  readonly services: Sessions
  stop(): Promise<void>
}

const program = resolve(import.meta.dirname, '../../..')

/** A real PostgreSQL with CAVE's databases, and no services: what works on databases alone is tested on this. */
export const stagePostgres = async (): Promise<StagedPostgres> => {
  const home = await temporaryFolder('databases')
  const practice = join(home.folder, 'practice')
  const binaries = await findBinaries(program)
  const { data, credentials } = await ensureCluster(practice, binaries)
  const place = { binaries, data, credentials, logFile: join(practice, 'postgres.log') }
  const postgres = await startServer(place)
  await createDatabases(postgres, never)
  const connection: Connection = {
    address: 'http://127.0.0.1:9',
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres,
  }
  return {
    connection,
    sessions: sessionsOf(connection),
    services: administratorSessionsOf(connection),
    stop: async () => {
      await stopServer(place)
      await home.remove()
    },
  }
}

const table = (name: string): string => `
  create table ${name} (id bigserial primary key, created timestamp not null, deleted timestamp, superceded_id bigint,
    valid boolean, pt_position text, tag varchar);
  insert into annotation_table_metadata (schema_type, table_name, valid, created, user_id, description,
    voxel_resolution_x, voxel_resolution_y, voxel_resolution_z, write_permission, read_permission, last_modified)
  values ('bound_tag', '${name}', true, now(), '0', 'a table', 8, 8, 40, 'PRIVATE', 'PUBLIC', now());`

export const addTable = (live: Session, name: string, tags: readonly string[]): Promise<void> =>
  live.run(
    `${table(name)} insert into ${name} (created, valid, pt_position, tag) select now(), true,
     '${encodePoint([600, 100, 10])}', tag from unnest(array['${tags.join("','")}']) as tag`,
  )

/** A version as the workflow leaves it: its row, and its database. */
export const addVersion = async (
  { services }: StagedPostgres,
  version: number,
  status = 'AVAILABLE',
): Promise<void> => {
  const signal = new AbortController().signal
  await services.with('fake_volume', signal, (live) =>
    live.run(
      `insert into analysisversion (datastack, version, time_stamp, valid, status, is_merged)
       values ('fake_datastack', $1, now(), $3, $2, true)`,
      [version, status, status === 'AVAILABLE'],
    ),
  )
  if (status !== 'AVAILABLE') return
  await services.with('postgres', signal, (admin) =>
    admin.run(`create database fake_datastack__mat${String(version)} template fake_volume`),
  )
}
