import type { Healing, Job } from '../../../shared/domain/fleet'
import type { Failure } from '../../../shared/errors'
import * as failures from '../materialize-failures'
import { jobTitles } from './jobs'
import type { Workflow, WorkflowEnd } from './workflow'

/** A materialization that a client asked for, shown as any other is. */
export const jobOf = ({ stage, progress, since }: Workflow): Job => ({
  kind: 'materialize',
  title: jobTitles.materialize,
  stage: `Asked for by a client. ${stage}`,
  progress,
  startedAt: new Date(since).toISOString(),
})

/** Its version is there; the services are still asked. */
export const settlingJobOf = (workflow: Workflow): Job =>
  jobOf({ ...workflow, stage: 'Waiting until every service answers again', progress: 0.97 })

const at = (): string => new Date().toISOString()

export const healed = (version: number): Healing => ({
  what: `Version ${String(version)} is there: a client had asked for it.`,
  state: 'healed',
  detail: 'Every service answers again; each connects anew to its database after a version.',
  at: at(),
})

export const notHealed = ({ info }: Failure): Healing => ({
  what: info.what,
  state: 'failed',
  detail: `${info.why} ${info.fix}`,
  at: at(),
})

/** Why a run that a client asked for has no version. */
export const failureOf = (end: Exclude<WorkflowEnd, { kind: 'available' | 'nothing' }>): Failure =>
  failures.ofEnd(end, end.version)
