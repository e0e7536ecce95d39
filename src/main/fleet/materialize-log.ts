import type { LogLine } from '../../shared/domain/service'

/** How far a workflow has come, as its worker tells. */
export interface Stage {
  readonly text: string
  /** 0 to 1: share of a usual run, not of the work that is left. */
  readonly progress: number
}

export type WorkerNews =
  | ({ readonly kind: 'stage' } & Stage)
  /** Another run holds the lease: this one was dropped. */
  | { readonly kind: 'skipped'; readonly why: string }
  /** The task ended with an exception; its version stays RUNNING for ever. */
  | { readonly kind: 'died'; readonly why: string }

const stages: readonly (readonly [RegExp, string, number])[] = [
  [/Created version \d+/, 'The version has its number', 0.1],
  [/ingest_new_annotations.*succeeded/, 'Supervoxels and roots of new annotations are known', 0.4],
  [
    /(Looking up|No root ids have|Amount of) expired root ids|No root ids have expired/,
    'Looking for expired roots',
    0.5,
  ],
  [/Creating new materialized database/, 'Copying the database', 0.6],
  [/merge_tables.*succeeded/, 'Tables and segmentation are merged', 0.8],
  [/check_tables.*counts/, 'Counting the rows', 0.9],
  [/set_version_status.*AVAILABLE/, 'The version is available', 0.95],
]

/** What a line of the worker's log says about the run; undefined for most. The lines are in CAVE-FACTS 7. */
export const workerNews = ({ text }: Pick<LogLine, 'text'>): WorkerNews | undefined => {
  const died = /run_complete_workflow\S* raised unexpected: (.*)/.exec(text)
  if (died) return { kind: 'died', why: died[1] ?? '' }
  const skipped = /run_complete_workflow.*is already running \((lease held by [^)]*)\)/.exec(text)
  if (skipped) return { kind: 'skipped', why: skipped[1] ?? '' }
  const found = stages.find(([pattern]) => pattern.test(text))
  return found ? { kind: 'stage', text: found[1], progress: found[2] } : undefined
}
