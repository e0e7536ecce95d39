import type { WorkerNews } from '../materialize-log'

/** A materialization under way, whoever has asked for it. */
export interface Workflow {
  readonly task: string
  /** Null until it has its number. */
  readonly version: number | null
  readonly stage: string
  readonly progress: number
  /** Whether its copy of the database is made, which has cut the services' sessions. */
  readonly cut: boolean
  /** Whether it does nothing until a part of it is tried again. */
  readonly waits: boolean
  /** Milliseconds. */
  readonly since: number
}

export type WorkflowEnd =
  | { readonly kind: 'available'; readonly version: number }
  /** `stuck`: it holds its lease until its worker is repaired. */
  | { readonly kind: 'failed' | 'stuck' | 'died'; readonly version: number | null; readonly why: string }
  /** Its worker has begun anew. */
  | { readonly kind: 'lost'; readonly version: number | null }
  /** Without a version: another run held the lease, or there was nothing to do. */
  | { readonly kind: 'nothing' }

export interface Told {
  readonly workflow: Workflow | null
  /** What became of the one that was under way, where this news is its end. */
  readonly end?: WorkflowEnd
  /** Whether services have lost sessions by it, and can have new ones. */
  readonly cut?: boolean
}

const begin = (task: string, now: number): Workflow => ({
  task,
  version: null,
  stage: 'The worker has taken it',
  progress: 0.05,
  cut: false,
  waits: false,
  since: now,
})

/**
 * What a line of the worker's log means for what was known before it. At most one run has the lease: of several that were taken, the
 * one that gets a number is the one that goes on. Every line comes twice, and a log that is read from its middle lacks the beginning.
 */
export const afterNews = (workflow: Workflow | null, news: WorkerNews, now: number): Told => {
  const isIts = 'task' in news && news.task === workflow?.task
  switch (news.kind) {
    case 'taken':
      return { workflow: workflow ?? begin(news.task, now) }
    case 'numbered': {
      const { task, version, text, progress } = news
      const own = isIts && workflow !== null ? workflow : begin(task, now)
      return {
        workflow: { ...own, waits: false, version, stage: text, progress: Math.max(own.progress, progress) },
      }
    }
    case 'stage': {
      const { text, progress } = news
      if (workflow === null) return { workflow }
      const goesOn = { ...workflow, waits: false }
      return { workflow: progress < workflow.progress ? goesOn : { ...goesOn, stage: text, progress } }
    }
    case 'waits':
      return { workflow: workflow === null ? null : { ...workflow, waits: true, stage: news.text } }
    case 'cut':
      if (workflow === null) return { workflow, cut: true }
      return { workflow: { ...workflow, waits: false, cut: true }, cut: !workflow.cut }
    case 'available':
      if (workflow === null) return { workflow }
      return { workflow: null, end: { kind: 'available', version: news.version } }
    case 'failed':
      if (workflow === null) return { workflow, cut: true }
      return { workflow: null, end: { kind: 'failed', version: workflow.version, why: news.why }, cut: true }
    case 'stuck':
      if (workflow === null) return { workflow }
      return { workflow: null, end: { kind: 'stuck', version: workflow.version, why: news.why } }
    case 'died':
      if (!isIts || workflow === null) return { workflow }
      return { workflow: null, end: { kind: 'died', version: workflow.version, why: news.why } }
    case 'started':
      if (workflow === null) return { workflow }
      return { workflow: null, end: { kind: 'lost', version: workflow.version } }
    case 'skipped':
    case 'ended':
      break
  }
  return isIts ? { workflow: null, end: { kind: 'nothing' } } : { workflow }
}
