import { z } from 'zod'
import type { Page } from '../../shared/domain/annotation'
import { versionStatus, type Version } from '../../shared/domain/version'
import type { Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { findRelation, noSuchTable, type Relation } from './catalogue'
import { isMissingDatabase } from './database-failure'
import { readPage } from './page'
import type { Database } from './postgres'
import type { Session } from './session'
import { versionDatabase, versionPrefix } from './version-database'

/** Naive UTC to ISO 8601, all microseconds kept. */
const iso = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const versionRow = z.object({
  version: z.number().int(),
  status: versionStatus,
  valid: z.boolean(),
  timeStamp: z.string(),
  expiresOn: z.string().nullable(),
  tables: z.array(z.string()),
})
export type VersionRow = z.infer<typeof versionRow>

const allVersions = `
SELECT v.version, v.status::text AS status, coalesce(v.valid, false) AS valid,
  ${iso('v.time_stamp')} AS "timeStamp", ${iso('v.expires_on')} AS "expiresOn",
  ARRAY(SELECT t.table_name::text FROM analysistables t WHERE t.analysisversion_id = v.id ORDER BY 1) AS tables
FROM analysisversion v WHERE v.datastack = $1`

export const readVersions = ({ volume, connection }: Session): Promise<VersionRow[]> =>
  volume.read(versionRow, { text: `${allVersions} ORDER BY v.version`, values: [connection.datastack] })

const stored = z.object({ name: z.string(), oid: z.number(), bytes: z.coerce.number() })
type Stored = z.infer<typeof stored>

const readStored = async ({ volume, connection }: Session): Promise<Map<string, Stored>> => {
  const found = await volume.read(stored, {
    text: `SELECT datname AS name, oid, pg_database_size(oid) AS bytes FROM pg_database WHERE starts_with(datname, $1)`,
    values: [versionPrefix(connection)],
  })
  return new Map(found.map((each) => [each.name, each]))
}

const materialized = z.object({ name: z.string(), rows: z.number().int() })
type Counts = readonly z.infer<typeof materialized>[]

const readCounts = (database: Database): Promise<Counts> =>
  database.read(materialized, {
    text: 'SELECT table_name AS name, row_count AS rows FROM materializedmetadata ORDER BY id',
  })

/**
 * Row counts of a version live in its own database: one connection each. A version never changes once it is AVAILABLE, so
 * they are read once; after a reset, a version of the same number has another database.
 */
export const openVersionCounts = () => {
  const known = new Map<string, Counts>()
  return async (session: Session, row: VersionRow, { name, oid }: Stored): Promise<Counts> => {
    const key = `${String(session.connection.postgres.port)} ${name} ${String(oid)} ${row.timeStamp}`
    const found = known.get(key)
    if (found !== undefined) return found
    const database = session.database(name)
    try {
      const counts = await readCounts(database)
      if (row.status === 'AVAILABLE') known.set(key, counts)
      return counts
    } catch (error) {
      // Dropped, or still in the making: it has no counts.
      const making = row.status !== 'AVAILABLE' && error instanceof Failure
      if (isMissingDatabase(error) || making) return []
      throw error
    }
  }
}
export type VersionCounts = ReturnType<typeof openVersionCounts>

export const listVersions = async (session: Session, counts: VersionCounts): Promise<Version[]> => {
  const rows = await readVersions(session)
  const databases = await readStored(session)
  const versions: Version[] = []
  // One after the other: a first look at a hundred versions is not to take a hundred connections at once.
  for (const row of rows) {
    const own = databases.get(versionDatabase(session.connection, row.version))
    const listed = own === undefined ? [] : await counts(session, row, own)
    const found = new Map(listed.map(({ name, rows }) => [name, rows]))
    const names = new Set([...row.tables, ...(row.status === 'AVAILABLE' ? found.keys() : [])])
    versions.push({
      ...row,
      disk: own?.bytes ?? null,
      tables: [...names].sort().map((name) => ({ name, rows: found.get(name) ?? 0 })),
    })
  }
  return versions
}

export const noSuchVersion = (version: number): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `There is no version ${String(version)}.`,
    why: 'No materialization has this number, or it was deleted.',
    fix: 'Read the list of versions and choose one of them.',
  })

export interface Snapshot {
  readonly database: Database
  readonly relation: Relation
  readonly row: VersionRow
  /** Tells this database from an earlier one of the same name. */
  readonly oid: number
}

const identity = z.object({ oid: z.number() })

/** A table of a version that can be read; only what the version lists as its tables. */
export const openSnapshot = async (session: Session, version: number, table: string): Promise<Snapshot> => {
  const text = `${allVersions} AND v.version = $2`
  const [row] = await session.volume.read(versionRow, {
    text,
    values: [session.connection.datastack, version],
  })
  if (row === undefined) throw noSuchVersion(version)
  if (row.status !== 'AVAILABLE' && row.status !== 'EXPIRED')
    throw new Failure({
      code: 'NOT_FOUND',
      what: `Version ${String(version)} cannot be opened.`,
      why: row.status === 'RUNNING' ? 'It is still in the making.' : 'Its materialization failed.',
      fix: row.status === 'RUNNING' ? 'Wait until it is available.' : 'Materialize again.',
    })
  const database = session.database(versionDatabase(session.connection, version))
  const listed = await readCounts(database)
  const own = 'SELECT oid FROM pg_database WHERE datname = current_database()'
  const [{ oid } = { oid: 0 }] = await database.read(identity, { text: own })
  const relation = listed.some(({ name }) => name === table) ? await findRelation(database, table) : undefined
  if (relation === undefined) throw noSuchTable(table, `version ${String(version)}`)
  return { database, relation, row, oid }
}

/** Nothing of a version can be edited. */
export const frozen = ({ columns }: Relation) =>
  columns.map((column) => ({ ...column, editable: false, required: false }))

export const readVersionPage = async (
  session: Session,
  { version, table, offset, limit }: Given<'versions.page'>,
): Promise<Page> => {
  const { database, relation } = await openSnapshot(session, version, table)
  const page = await readPage(database, relation, { rows: 'all', sort: null, filters: [], offset, limit })
  return { ...page, columns: frozen(relation) }
}
