import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Connection } from './connection'
import { pauseAfterCutMilliseconds, sessionSettings } from './postgres'
import { channelName, installSql } from './triggers'

export type ConnectionSource = (signal: AbortSignal) => Promise<Connection>

export interface Notices {
  /** A connection stands and listens. What happened before is not known. */
  listening(): void
  /** A payload of triggers.ts. */
  heard(payload: string): void
}

/** Two panels that install at the same moment would collide in the catalogue. The number is ours; the practice services lock others. */
const turnSql = 'BEGIN; SELECT pg_advisory_xact_lock(7283003);'

/** Holds one connection until it is cut or the signal comes. */
const listenOnce = async (connection: Connection, signal: AbortSignal, notices: Notices): Promise<void> => {
  const client = new Client(sessionSettings(connection, connection.alignedVolume))
  const ended = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await client.connect()
    client.on('notification', ({ payload }) => notices.heard(payload ?? ''))
    await client.query(`${turnSql} ${installSql(connection.alignedVolume)} COMMIT;`)
    await client.query(`LISTEN ${channelName}`)
    notices.listening()
    await ended
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Listens until the signal. Every materialization and reset cuts the connection: CREATE DATABASE ... TEMPLATE needs the
 * source without other users, so it comes back after a second, not at once (CAVE-FACTS 9 Push). So it does while there is no
 * fleet; a fleet that comes back is found then, wherever it is.
 */
export const listen = async (
  source: ConnectionSource,
  signal: AbortSignal,
  notices: Notices,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await listenOnce(await source(signal), signal, notices)
    } catch {
      // No fleet, or PostgreSQL is not there just now: whoever reads meanwhile is told why. Here it is looked for again.
    }
    await pause(pauseAfterCutMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}
