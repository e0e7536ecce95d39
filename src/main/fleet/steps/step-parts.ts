import { Failure, type ErrorInfo } from '../../../shared/errors'
import type { Connection } from '../../data/connection'
import { freeSpace, isFullDisk } from '../../data/database-failure'
import type { Fleet } from '../fleet'
import { sessionsOf, type Session, type Sessions } from '../sessions'

export interface Reached {
  readonly connection: Connection
  readonly sessions: Sessions
}

/** The fleet's databases and address, for a step that can do nothing without them. */
export const reach = async (fleet: Fleet, signal: AbortSignal): Promise<Reached> => {
  const connection = await fleet.connection(signal)
  if (connection === null) throw fleetDown()
  return { connection, sessions: sessionsOf(connection) }
}

/** One look into the database of the live tables. PostgreSQL's catalogue of databases can be read from it as well. */
export const lookLive = async <T>(
  fleet: Fleet,
  signal: AbortSignal,
  look: (live: Session, connection: Connection) => Promise<T>,
): Promise<T> => {
  const { connection, sessions } = await reach(fleet, signal)
  return sessions.with(connection.alignedVolume, signal, (live) => look(live, connection))
}

export const fleetDown = (): Failure =>
  new Failure({
    code: 'FLEET_DOWN',
    what: 'The fleet does not run.',
    why: 'Its database cannot be reached.',
    fix: 'Run "up" to start it.',
  })

/** What a person reads of an error that no one foresaw. */
export const explainAs =
  (what: string, fix: string) =>
  (error: unknown): ErrorInfo => {
    if (error instanceof Failure) return error.info
    const why = error instanceof Error ? error.message : String(error)
    return isFullDisk(error)
      ? { code: 'DISK_FULL', what, why, fix: freeSpace }
      : { code: 'STEP_FAILED', what, why, fix }
  }
