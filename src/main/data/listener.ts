import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { Failure } from '../../shared/errors'
import { isCut, isPassing } from '../practice/database-errors'
import type { Connection } from './connection'
import { databaseFailure, isMissingDatabase, isTimeout } from './database-failure'
import { pauseAfterCutMilliseconds, sessionSettings } from './postgres'
import { withLogin } from './roles/ensure-roles'
import { installTriggers } from './install-triggers'
import { channelName } from './triggers'

export type ConnectionSource = (signal: AbortSignal) => Promise<Connection>

export interface Notices {
  /** A connection stands and listens. What happened before is not known. */
  listening(): void
  /** A payload of triggers.ts. */
  heard(payload: string): void
}

/** How long it goes on trying before it says why it cannot listen. */
export interface Patience {
  /** Tries in a row that met what does not pass by itself. */
  readonly tries: number
  /** Without a connection because of what passes by itself: a cut, a server that starts, a database that is being copied. */
  readonly milliseconds: number
}

/** A start makes the database within the tries; a copy of some gigabytes on a slow disk keeps everybody out for the minutes. */
export const usualPatience: Patience = { tries: 3, milliseconds: 120_000 }

/** Holds one connection until it is cut or the signal comes. */
const listenOnce = async (connection: Connection, signal: AbortSignal, notices: Notices): Promise<void> => {
  let client: Client | undefined
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
    signal.addEventListener('abort', end, { once: true })
  })
  const connect = async (): Promise<Client> => {
    client = new Client(sessionSettings(connection, 'reader', connection.alignedVolume))
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  try {
    const connected = await withLogin(connection, 'reader', connect)
    connected.on('end', end)
    connected.on('error', end)
    connected.on('notification', ({ payload }) => notices.heard(payload ?? ''))
    await installTriggers(connection, connected)
    await connected.query(`LISTEN ${channelName}`)
    notices.listening()
    await ended
  } finally {
    signal.removeEventListener('abort', end)
    await client?.end().catch(() => undefined)
  }
}

/** There is no fleet to listen to, which its status says. */
const isDown = (error: unknown): boolean => error instanceof Failure && error.info.code === 'FLEET_DOWN'

const unheard = (error: unknown): Failure => {
  const { code, why, fix } = databaseFailure(error, 'of the annotations').info
  return new Failure(
    {
      code,
      what: 'Changes are not told as they happen.',
      why,
      fix: isMissingDatabase(error) ? 'Run "up": it makes what is missing.' : fix,
    },
    { cause: error },
  )
}

/**
 * Listens until the signal. Every materialization and reset cuts the connection: CREATE DATABASE ... TEMPLATE needs the
 * source without other users, so it comes back after a second, not at once (CAVE-FACTS 9 Push). So it does while there is no
 * fleet; a fleet that comes back is found then, wherever it is. What lasts is told: it ends with that failure, and whoever
 * begins it again tries again.
 */
export const listen = async (
  source: ConnectionSource,
  signal: AbortSignal,
  notices: Notices,
  patience: Patience,
): Promise<void> => {
  let left = patience.tries
  let until = Date.now() + patience.milliseconds
  const renew = (): void => {
    left = patience.tries
    until = Date.now() + patience.milliseconds
  }
  const listening = (): void => {
    renew()
    notices.listening()
  }
  while (!signal.aborted) {
    try {
      await listenOnce(await source(signal), signal, { ...notices, listening })
      renew()
    } catch (error) {
      if (signal.aborted) return
      if (isDown(error)) renew()
      else if (isCut(error) || isPassing(error) || isTimeout(error)) left = patience.tries
      else left -= 1
      if (left <= 0 || Date.now() >= until) throw unheard(error)
    }
    await pause(pauseAfterCutMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}
