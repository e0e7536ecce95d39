import type { Connection } from '../data/connection'
import { isVersionDatabase } from '../data/version-database'

/** Which golden copies: those that the bootstrap made after the first version, or those that an instructor declared. */
export type GoldenOrigin = 'first' | 'declared'

export { adminDatabase } from '../data/roles/ensure-roles'

export const goldenDatabase = (origin: GoldenOrigin, live: string): string => `golden_${origin}__${live}`

/** A copy that is being made, one that is about to replace a live database, and one that was replaced. */
export const buildingDatabase = (live: string): string => `realcave_building__${live}`
export const nextDatabase = (live: string): string => `realcave_next__${live}`
export const oldDatabase = (name: string): string => `realcave_old__${name}`

/** Only a work that was killed leaves one of these behind. */
export const isLeftover = (database: string): boolean => /^realcave_(building|next|old)__/.test(database)

/** What a clean reset exchanges: the live tables and every version. */
export const isLive = (connection: Connection, database: string): boolean =>
  database === connection.alignedVolume || isVersionDatabase(connection, database)
