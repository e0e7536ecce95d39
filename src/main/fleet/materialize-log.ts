import type { LogLine } from '../../shared/domain/service'

/** How far a workflow has come, as its worker tells. */
export interface Stage {
  readonly text: string
  /** 0 to 1: share of a usual run, not of the work that is left. */
  readonly progress: number
}

/** What a line of the worker's log tells. `task` is the run's own id: several can be queued, of which one runs. */
export type WorkerNews =
  | { readonly kind: 'taken'; readonly task: string }
  | ({ readonly kind: 'numbered'; readonly task: string; readonly version: number } & Stage)
  | ({ readonly kind: 'stage' } & Stage)
  /** The database is copied: whoever was connected to it was cut off (CAVE-FACTS 8.A), and can connect again. */
  | { readonly kind: 'cut' }
  | ({ readonly kind: 'available'; readonly version: number } & Stage)
  /** A task met a fault and is tried again, PostgreSQL's absence for instance: nothing happens until then. */
  | { readonly kind: 'waits'; readonly text: string; readonly seconds: number; readonly why: string }
  /** PostgreSQL does not understand a statement of it, and will not at the next try either: a table's name is a word of SQL. */
  | { readonly kind: 'stuck'; readonly why: string }
  /** A later task of the run failed: its version is FAILED, and the run itself never ends (CAVE-FACTS 7). */
  | { readonly kind: 'failed'; readonly why: string }
  /** Another run holds the lease: this one was dropped. */
  | { readonly kind: 'skipped'; readonly task: string; readonly why: string }
  /** The run ended with an exception; its version stays RUNNING for ever. */
  | { readonly kind: 'died'; readonly task: string; readonly why: string }
  | { readonly kind: 'ended'; readonly task: string }
  /** The worker has begun anew: whatever ran before it does so no more. */
  | { readonly kind: 'started' }

type Reading = (found: readonly string[]) => WorkerNews

const stage =
  (text: string, progress: number): Reading =>
  () => ({ kind: 'stage', text, progress })

const numbered: Reading = ([, task = '', version]) => ({
  kind: 'numbered',
  task,
  version: Number(version),
  text: 'The version has its number',
  progress: 0.1,
})

const available: Reading = ([, version]) => ({
  kind: 'available',
  version: Number(version),
  text: 'The version is available',
  progress: 0.95,
})

const waits: Reading = ([, seconds = '', why = '']) => ({
  kind: 'waits',
  text: `A part of it failed and is tried again after ${seconds} s`,
  seconds: Number(seconds),
  why,
})

/** The first that fits counts. The lines are in CAVE-FACTS 7. */
const readings: readonly (readonly [RegExp, Reading])[] = [
  [
    /run_complete_workflow\[(.*?)\] raised unexpected: (.*)/,
    ([, task = '', why = '']) => ({ kind: 'died', task, why }),
  ],
  [
    /run_complete_workflow.* is already running \((lease held by [^)]*)\).* (\S+?)\.?$/,
    ([, why = '', task = '']) => ({ kind: 'skipped', task, why }),
  ],
  [
    /Task orchestration:run_complete_workflow\[(.*?)\] received/,
    ([, task = '']) => ({ kind: 'taken', task }),
  ],
  [
    /Task orchestration:run_complete_workflow\[(.*?)\] succeeded/,
    ([, task = '']) => ({ kind: 'ended', task }),
  ],
  [/run_complete_workflow\[(.*?)\]: Created version (\d+)/, numbered],
  [
    /Task (?:process|workflow):\S+ (?:retry: Retry in \d+s|raised unexpected): .*(syntax error at or near \S+)(?:\\n|$)/,
    ([, why = '']) => ({ kind: 'stuck', why }),
  ],
  [/Task (?:process|workflow):\S+ retry: Retry in (\d+)s(?:: (.*))?/, waits],
  [/ingest_new_annotations.*succeeded/, stage('Supervoxels and roots of new annotations are known', 0.4)],
  [
    /(Looking up|No root ids have|Amount of) expired root ids|No root ids have expired/,
    stage('Looking for expired roots', 0.5),
  ],
  [/Creating new materialized database/, stage('Copying the database', 0.6)],
  [/Task workflow:create_analysis_database\S* succeeded/, () => ({ kind: 'cut' })],
  [/Task workflow:\S+ raised unexpected(?:: (.*))?/, ([, why = '']) => ({ kind: 'failed', why })],
  [/worker\.all@\S+ ready\./, () => ({ kind: 'started' })],
  [/merge_tables.*succeeded/, stage('Tables and segmentation are merged', 0.8)],
  [/check_tables.*counts/, stage('Counting the rows', 0.9)],
  [/set_version_status.*Mat db version (\d+) to AVAILABLE/, available],
]

/** Undefined for most lines. */
export const workerNews = ({ text }: Pick<LogLine, 'text'>): WorkerNews | undefined => {
  for (const [pattern, reading] of readings) {
    const found = pattern.exec(text)
    if (found) return reading([...found])
  }
  return undefined
}
