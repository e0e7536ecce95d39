import { z } from 'zod'

export const serviceNames = [
  'gateway',
  'info',
  'schema',
  'annotation',
  'pcg',
  'mat',
  'mat-worker',
  'postgres',
  'redis',
  'bigtable',
] as const

export const serviceName = z.enum(serviceNames)
export type ServiceName = z.infer<typeof serviceName>

export const serviceState = z.enum(['stopped', 'starting', 'healthy', 'unhealthy', 'absent'])

/** What can be asked of one service. */
export const serviceAction = z.enum(['start', 'stop', 'restart'])
export type ServiceAction = z.infer<typeof serviceAction>

/** A container that a service cannot do without and nobody else needs, such as the owner of its network namespace. */
const helper = z.object({
  name: z.string(),
  state: serviceState,
  /** Why it is not healthy; empty when it is. */
  detail: z.string(),
})
export type Helper = z.infer<typeof helper>

/** One service as it was last observed. */
export const service = z.object({
  name: serviceName,
  /** What it is, in a few words: "PyChunkedGraph". */
  title: z.string(),
  state: serviceState,
  /** Why it is not healthy; empty when it is. */
  detail: z.string(),
  version: z.string().nullable(),
  /** Resident memory in bytes (PSS where the system tells it). */
  memory: z.number().nullable(),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  restarts: z.number().int(),
  /** With which its container ended; null while it runs, and where that cannot be told. */
  exitStatus: z.number().int().nullable(),
  /** Which of start, stop and restart this fleet can do to it. */
  actions: z.array(serviceAction),
  /** Shown below it. */
  helpers: z.array(helper),
})
export type Service = z.infer<typeof service>

/** Services that share a helper each tell of it: it is shown below the first, and again only where another tells something else of it. */
export const helpersOnce = <T extends Pick<Service, 'helpers'>>(services: readonly T[]): readonly T[] => {
  const shown = new Set<string>()
  return services.map((each) => ({
    ...each,
    helpers: each.helpers.filter(({ name, state, detail }) => {
      const told = JSON.stringify([name, state, detail])
      const isNew = !shown.has(told)
      shown.add(told)
      return isNew
    }),
  }))
}

export const logLine = z.object({
  /** ISO 8601, UTC. */
  time: z.string(),
  service: serviceName,
  level: z.enum(['debug', 'info', 'warning', 'error']),
  text: z.string(),
})
export type LogLine = z.infer<typeof logLine>

/** How the panel names itself to CAVE: its own requests are told below those of clients. */
export const panelAgent = 'RealCAVE'

/** One request that a client made of the gateway. */
export const requestEntry = z.object({
  id: z.number().int(),
  /** ISO 8601, UTC. */
  time: z.string(),
  method: z.string(),
  /** Path and query as sent. */
  path: z.string(),
  status: z.number().int(),
  milliseconds: z.number(),
  service: serviceName,
  /** The User-Agent's first word: "python-requests", "RealCAVE". */
  agent: z.string(),
})
export type RequestEntry = z.infer<typeof requestEntry>
