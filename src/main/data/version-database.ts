import type { Connection } from './connection'

/** What the databases of a datastack's versions begin with; golden copies and those of other datastacks do not. */
export const versionPrefix = ({ datastack }: Connection): string => `${datastack}__mat`

export const versionDatabase = (connection: Connection, version: number): string =>
  `${versionPrefix(connection)}${String(version)}`

export const isVersionDatabase = (connection: Connection, database: string): boolean =>
  database.startsWith(versionPrefix(connection)) &&
  /^\d+$/.test(database.slice(versionPrefix(connection).length))
