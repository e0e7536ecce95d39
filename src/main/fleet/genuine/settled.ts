import { z } from 'zod'
import type { Finding, Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { literal } from '../sessions'
import { explainAs } from '../steps/step-parts'
import { inAdmin, type GenuineParts } from './parts'

/** Services that keep sessions, each of which fails once or twice after PostgreSQL went away (CAVE-FACTS 8.A). */
const keeping = ['annotation', 'mat'] as const

const comment = z.object({ comment: z.string().nullable() })

const words = (startedAt: string): string => `Settled since PostgreSQL started at ${startedAt}`

interface Starts {
  readonly postgres: string
  /** Whether PostgreSQL began anew under a service that has been running since before. */
  readonly stale: boolean
}

const starts = async ({ project }: GenuineParts, signal: AbortSignal): Promise<Starts | null> => {
  const containers = new Map((await project.containers(signal)).map((each) => [each.service, each.startedAt]))
  const postgres = containers.get('postgres') ?? null
  if (postgres === null) return null
  const stale = keeping.some((name) => Date.parse(containers.get(name) ?? postgres) < Date.parse(postgres))
  return { postgres, stale }
}

/** What the database says of it outlives this process, and goes with the data. */
const settledSince = (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<string | null> =>
  inAdmin(parts, fleet, signal, async (session) => {
    const sql =
      "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = 'annotation'"
    return (await session.rows(comment, sql))[0]?.comment ?? null
  })

const look = async (parts: GenuineParts, fleet: Fleet, signal: AbortSignal): Promise<Finding> => {
  const found = await starts(parts, signal)
  if (found === null) return { holds: false, detail: 'PostgreSQL does not run.' }
  if (!found.stale) return { holds: true, detail: 'Every service has begun after PostgreSQL.' }
  return (await settledSince(parts, fleet, signal)) === words(found.postgres)
    ? { holds: true, detail: 'They have met it since PostgreSQL began anew.' }
    : { holds: false, detail: 'PostgreSQL began anew under services that run.' }
}

/** After PostgreSQL alone was restarted no client meets the sessions that it cut. */
export const settled = (parts: GenuineParts): Step<Fleet> => ({
  id: 'settled',
  title: 'No service with a cut session',
  needs: ['annotation', 'materialization'],
  limit: { milliseconds: 60_000, reason: 'each process of each service is asked until it answers' },
  probe: (fleet, signal) => look(parts, fleet, signal),
  act: async (fleet, report, signal) => {
    const found = await starts(parts, signal)
    report.detail('Asking every process of every service')
    await fleet.settle(signal)
    if (found === null) return
    await inAdmin(parts, fleet, signal, (session) =>
      session.run(`comment on database annotation is ${literal(words(found.postgres))}`),
    )
  },
  explain: explainAs(
    'The services were not settled.',
    'Restart the services annotation and mat, then run "up" again.',
  ),
})
