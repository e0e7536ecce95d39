import type { StepState } from '../../shared/domain/step'
import type { ErrorInfo } from '../../shared/errors'

/** What outlives the process about a step that is not done yet. */
export interface StepRecord {
  /** How often its action was started since it was last done. */
  readonly attempts: number
  /** `acting` or `verifying` here, found at the start of a run, means that the process ended in the middle of it. */
  readonly state: StepState
  /** ISO 8601, UTC. */
  readonly since: string
  /** Why it failed, where it did. */
  readonly error: ErrorInfo | null
}

/** By step id. Steps that are done have no record. */
export type RunRecord = Readonly<Record<string, StepRecord>>

/** Where records are kept; given to the orchestrator, which knows no files. */
export interface RecordStore {
  load(): Promise<RunRecord>
  save(record: RunRecord): Promise<void>
}

/** For a run that is a part of another work, which is repeated as a whole: there is nothing to resume. */
export const noRecords: RecordStore = { load: async () => ({}), save: async () => undefined }
