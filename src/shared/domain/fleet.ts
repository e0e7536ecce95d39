import { z } from 'zod'
import { errorInfo } from '../errors'
import { service } from './service'
import { stepView } from './step'

export const fleetKind = z.enum(['genuine', 'practice'])
export type FleetKind = z.infer<typeof fleetKind>

const fleetPhase = z.enum(['down', 'starting', 'ready', 'degraded', 'failed', 'stopping'])
export type FleetPhase = z.infer<typeof fleetPhase>

/** A long work on the fleet, as it goes on: at most one at a time. */
export const job = z.object({
  kind: z.enum([
    'up',
    'down',
    'materialize',
    'reset',
    'reset-clean',
    'baseline',
    'versions',
    'table',
    'graph',
    'service',
    'worker',
  ]),
  title: z.string(),
  stage: z.string(),
  /** 0 to 1 where it can be told, else null. */
  progress: z.number().nullable(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
})
export type Job = z.infer<typeof job>

/** Something that was lost without anybody's doing, and what was done about it without asking. */
export const healing = z.object({
  /** What was lost: one sentence. */
  what: z.string(),
  state: z.enum(['under-way', 'healed', 'failed']),
  /** What was done, or why it did not help and what to do now. */
  detail: z.string(),
  /** When it was noticed, then when it ended. ISO 8601, UTC. */
  at: z.string(),
})
export type Healing = z.infer<typeof healing>

/** Everything that the panel shows of a fleet, as last observed. */
export const fleetStatus = z.object({
  kind: fleetKind,
  /** Why this kind of fleet was chosen: one sentence. */
  reason: z.string(),
  phase: fleetPhase,
  /** What the client connects to: http://127.0.0.1:8080. */
  address: z.string(),
  datastack: z.string(),
  steps: z.array(stepView),
  services: z.array(service),
  job: job.nullable(),
  /** The newest one since this panel's core began to watch. */
  healing: healing.nullable(),
  error: errorInfo.nullable(),
})
export type FleetStatus = z.infer<typeof fleetStatus>

/** What a reset would remove; shown before it acts. */
export const resetPlan = z.object({
  clean: z.boolean(),
  /** One sentence: what the fleet is like afterwards. */
  result: z.string(),
  /** Tables whose rows go back; `own` tables are the user's and vanish with a clean reset. */
  tables: z.array(
    z.object({ name: z.string(), rows: z.number().int(), fate: z.enum(['restored', 'removed', 'kept']) }),
  ),
  /** Versions that go. */
  versions: z.array(z.number().int()),
})
export type ResetPlan = z.infer<typeof resetPlan>

export const baseline = z.object({
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  /** `first`: made by the bootstrap after the first version; `declared`: by an instructor. */
  origin: z.enum(['first', 'declared']),
  tables: z.array(z.string()),
  versions: z.array(z.number().int()),
})
export type Baseline = z.infer<typeof baseline>
