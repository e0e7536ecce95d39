import { createHash } from 'node:crypto'
import { Client } from 'pg'
import type { Connection } from './connection'
import { sessionSettings } from './postgres'
import { installSql, untoldSql } from './triggers'

/** Two panels that install at the same moment would collide in the catalogue. The number is ours; the practice services lock others. */
const turnSql = 'BEGIN; SELECT pg_advisory_xact_lock(7283003);'

/** The schema is described with it, in every copy of the database too: a later build knows by it what is there. */
const markOf = (sql: string): string => createHash('sha256').update(sql).digest('hex').slice(0, 16)

/**
 * Sees to it that changes are told. Whoever listens only reads, and looks whether they are; to make them takes the administrator, and is
 * done once a database: a trigger runs with the rights of whoever changes the table, so nobody else may put one there.
 */
export const installTriggers = async (connection: Connection, reader: Client): Promise<void> => {
  const sql = installSql(connection.alignedVolume)
  const mark = markOf(sql)
  const { rows } = await reader.query<{ untold: boolean }>(untoldSql, [mark])
  if (rows.every(({ untold }) => !untold)) return
  const client = new Client(sessionSettings(connection, 'administrator', connection.alignedVolume))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`${turnSql} ${sql} COMMENT ON SCHEMA realcave IS '${mark}'; COMMIT;`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
