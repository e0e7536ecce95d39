import type { Cave } from './cave'
import type { Connection } from './connection'
import { openCave } from './cave'
import { openPostgres, type Database } from './postgres'
import { openSchemas, type Schemas } from './schemas'
import { openGraphFacts, type GraphFacts } from './segmentation/graph-facts'

/** All that one asker's reads and writes of a fleet go through; its reads end with the asker's signal. */
export interface Session {
  readonly connection: Connection
  readonly cave: Cave
  readonly schemas: Schemas
  /** Which segmentation the datastack has, and how it is cut. */
  graphFacts(signal: AbortSignal): Promise<GraphFacts>
  /** The database of annotation tables and versions; it bears the aligned volume's name. */
  readonly volume: Database
  database(name: string): Database
  /** A database as its keeper, who may write: for the deletion of versions and tables alone. Everything else is written by CAVE's own services. */
  kept(name: string): Database
}

/** One fleet, open for whoever asks. */
export interface Access {
  session(signal: AbortSignal): Session
  close(): Promise<void>
}

export const openAccess = (connection: Connection): Access => {
  const cave = openCave(connection)
  const schemas = openSchemas(cave)
  const graphFacts = openGraphFacts(cave, connection)
  const postgres = openPostgres(connection)
  const keeper = openPostgres(connection, 'keeper')
  return {
    session: (signal) => ({
      connection,
      cave,
      schemas,
      graphFacts,
      volume: postgres.database(connection.alignedVolume, signal),
      database: (name) => postgres.database(name, signal),
      kept: (name) => keeper.database(name, signal),
    }),
    close: async () => {
      await Promise.all([postgres.close(), keeper.close()])
    },
  }
}
