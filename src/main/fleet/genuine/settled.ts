import { z } from 'zod'
import { isVersionDatabase } from '../../data/version-database'
import type { Finding, Step } from '../../orchestrator/step'
import { comment, commentOf } from '../database-copies'
import type { Fleet, SettleExtent } from '../fleet'
import { explainAs, reach } from '../steps/step-parts'
import { inAdmin, type GenuineParts } from './parts'
import { settle } from './settle'

/** Services that keep sessions, each of which fails once or twice after they were cut (CAVE-FACTS 8.A). */
const keeping = ['annotation', 'mat'] as const

/** What the services are known to have met. The database that says so outlives this process, and goes with the data. */
const database = 'annotation'
const noted = z.object({ postgres: z.string(), version: z.number() })

/** What cuts sessions: PostgreSQL that begins anew, and a version that is made of the volume, in which nobody may be then. */
type Cut = z.infer<typeof noted>

const numbered = z.object({ name: z.string(), number: z.coerce.number() })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Starts {
  readonly postgres: string
  /** Whether PostgreSQL began anew under a service that has been running since before. */
  readonly isStale: boolean
}

/** Null where PostgreSQL, or a service that keeps sessions, does not run: there is nothing that could be cut. */
const startsOf = async ({ project }: GenuineParts, signal: AbortSignal): Promise<Starts | null> => {
  const running = new Map(
    (await project.containers(signal)).flatMap(({ service, state, startedAt }) =>
      state === 'running' && startedAt !== null ? [[service, startedAt]] : [],
    ),
  )
  const postgres = running.get('postgres')
  const starts = keeping.map((name) => running.get(name))
  if (postgres === undefined || starts.includes(undefined)) return null
  return {
    postgres,
    isStale: starts.some((startedAt) => Date.parse(startedAt ?? postgres) < Date.parse(postgres)),
  }
}

interface Versions {
  /** The newest version's database by its number in the catalogue, which only grows; 0 where there is none. */
  readonly newest: number
  readonly met: Cut | undefined
}

const versionsOf = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<Versions> => {
  const { connection } = await reach(fleet, signal)
  return inAdmin(parts, fleet, signal, async (admin) => {
    const rows = await admin.rows(numbered, 'select datname as name, oid::bigint as number from pg_database')
    const numbers = rows.flatMap(({ name, number }) => (isVersionDatabase(connection, name) ? [number] : []))
    const text = await commentOf(admin, database)
    return { newest: Math.max(0, ...numbers), met: noted.safeParse(parse(text ?? '')).data }
  })
}

interface Seen extends Finding {
  /** Whether there is a version that clients could work with. */
  readonly isUsed: boolean
}

const look = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<Seen> => {
  const starts = await startsOf(parts, signal)
  if (starts === null) return { holds: true, detail: 'No service keeps sessions now.', isUsed: false }
  const { newest, met } = await versionsOf(parts, fleet, signal)
  const isUsed = newest > 0
  if (starts.isStale && met?.postgres !== starts.postgres)
    return { holds: false, detail: 'PostgreSQL began anew under services that run.', isUsed }
  if (newest > (met?.version ?? 0))
    return {
      holds: false,
      detail: 'A version was made, which cut the sessions of services that run.',
      isUsed,
    }
  return { holds: true, detail: 'Every service has met whatever cut its sessions.', isUsed }
}

/**
 * Whether no client meets a cut session now; true where nothing runs that could have one. Before the first version no client is there
 * yet, and to ask for the volume would be to make its database beside the step that does.
 */
export const isSettled = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<boolean> => {
  if ((await fleet.connection(signal)) === null) return true
  const { holds, isUsed } = await look(parts, fleet, signal)
  return holds || !isUsed
}

/** Settles the services, and writes down what they have met by it: whoever looks next need not do it again. */
export const settleAndNote = async (
  parts: GenuineParts,
  fleet: Fleet,
  extent: SettleExtent,
  signal: AbortSignal,
): Promise<void> => {
  const starts = await startsOf(parts, signal)
  if (starts === null) return settle(parts.project, fleet.address, extent, signal)
  const { newest, met } = await versionsOf(parts, fleet, signal)
  const isAllCut = met === undefined || (starts.isStale && met.postgres !== starts.postgres)
  await settle(parts.project, fleet.address, isAllCut ? 'everything' : extent, signal)
  const now: Cut = { postgres: starts.postgres, version: newest }
  await inAdmin(parts, fleet, signal, (admin) => comment(admin, database, JSON.stringify(now)))
}

/** What the services have met is not known any more: sessions are about to be cut, or were. */
export const forgetMet = (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<void> =>
  inAdmin(parts, fleet, signal, async (admin) => {
    if ((await commentOf(admin, database)) !== null) await comment(admin, database, '')
  })

/** No client meets a session that PostgreSQL or the making of a version has cut. */
export const settled = (parts: GenuineParts): Step<Fleet> => ({
  id: 'settled',
  title: 'No service with a cut session',
  needs: ['annotation', 'materialization'],
  limit: { milliseconds: 60_000, reason: 'each process of each service is asked until it answers' },
  probe: async (fleet, signal) => {
    const { holds, detail } = await look(parts, fleet, signal)
    return { holds, detail }
  },
  act: (fleet, report, signal) => {
    report.detail('Asking every process of every service')
    return fleet.settle(signal)
  },
  explain: explainAs(
    'The services were not settled.',
    'Restart the services annotation and mat, then run "up" again.',
  ),
})
