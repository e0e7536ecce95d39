import { z } from 'zod'
import { identifier, type Session } from './sessions'
import type { Connection } from '../data/connection'
import { versionDatabase } from '../data/version-database'

const tableRow = z.object({ name: z.string() })
const versionRow = z.object({ version: z.number().int(), status: z.string() })
const count = z.object({ rows: z.coerce.number().int() })

/** Those that are marked as deleted, too: their rows are kept, frozen in versions, and go with a reset as others do. */
export const tableNames = async (live: Session): Promise<readonly string[]> => {
  const rows = await live.rows(
    tableRow,
    'select table_name as name from annotation_table_metadata where to_regclass(quote_ident(table_name)) is not null order by id',
  )
  return rows.map((row) => row.name)
}

/** Every version that has a number, whatever became of it. */
export const versionRows = (
  live: Session,
  datastack: string,
): Promise<readonly z.infer<typeof versionRow>[]> =>
  live.rows(
    versionRow,
    'select version, status::text from analysisversion where datastack = $1 order by version',
    [datastack],
  )

/** Versions that can be opened: AVAILABLE ones whose database is there. */
export const openVersions = async (
  live: Session,
  connection: Connection,
  databases: readonly string[],
): Promise<readonly number[]> => {
  const rows = await versionRows(live, connection.datastack)
  return rows
    .filter((row) => row.status === 'AVAILABLE')
    .filter((row) => databases.includes(versionDatabase(connection, row.version)))
    .map((row) => row.version)
}

/** Superseded and deleted rows count too: that is how many a reset removes. */
export const rowCount = async (live: Session, table: string): Promise<number> => {
  const rows = await live.rows(count, `select count(*) as rows from ${identifier(table)}`)
  return rows[0]?.rows ?? 0
}
