import type { Cave } from './cave'
import type { Connection } from './connection'
import { openCave } from './cave'
import { openPostgres, type Database, type Postgres } from './postgres'
import { openSchemas, type Schemas } from './schemas'

/** All that reads and writes of one fleet go through. */
export interface Session {
  readonly connection: Connection
  readonly cave: Cave
  readonly schemas: Schemas
  readonly postgres: Postgres
  /** The database of annotation tables and versions; it bears the aligned volume's name. */
  readonly volume: Database
}

export const openSession = (connection: Connection): Session => {
  const cave = openCave(connection)
  const postgres = openPostgres(connection)
  return {
    connection,
    cave,
    schemas: openSchemas(cave),
    postgres,
    volume: postgres.database(connection.alignedVolume),
  }
}
