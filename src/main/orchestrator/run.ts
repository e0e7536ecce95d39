import type { StepState, StepView } from '../../shared/domain/step'
import type { ErrorInfo } from '../../shared/errors'
import type { RunRecord, StepRecord } from './record'
import type { Step } from './step'

/** What the state machine knows of one step. Times are milliseconds since the epoch. */
export interface RunStep {
  readonly id: string
  readonly title: string
  readonly needs: readonly string[]
  readonly state: StepState
  readonly detail: string
  readonly progress: number | null
  readonly already: boolean
  readonly attempts: number
  readonly startedAt: number | null
  /** When the present state was entered. */
  readonly since: number
  readonly elapsed: number | null
  readonly log: readonly string[]
  readonly error: ErrorInfo | null
  /** What the last run left about it. */
  readonly record: StepRecord | undefined
}

/** One run of a bootstrap, by step id, in the order in which the steps were declared. Never changed, only replaced. */
export type Run = ReadonlyMap<string, RunStep>

/** Whether the process ended in the middle of the step's action last time. */
export const wasInterrupted = (record: StepRecord | undefined): boolean =>
  record?.state === 'acting' || record?.state === 'verifying'

export const startRun = (
  steps: readonly Pick<Step<never>, 'id' | 'title' | 'needs'>[],
  records: RunRecord,
  now: number,
): Run =>
  new Map(
    steps.map(({ id, title, needs }) => {
      const record = records[id]
      const step: RunStep = {
        id,
        title,
        needs,
        state: 'waiting',
        detail: wasInterrupted(record) ? 'Interrupted last time.' : '',
        progress: null,
        already: false,
        attempts: record?.attempts ?? 0,
        startedAt: null,
        since: now,
        elapsed: null,
        log: [],
        error: null,
        record,
      }
      return [id, step]
    }),
  )

/** The run as a panel or a command line shows it. */
export const viewsOf = (run: Run): readonly StepView[] =>
  [...run.values()].map(({ record: _record, since: _since, needs, log, startedAt, ...rest }) => ({
    ...rest,
    needs: [...needs],
    log: [...log],
    startedAt: startedAt === null ? null : new Date(startedAt).toISOString(),
  }))

/** What is to outlive the process: nothing of a step that is done, the last word on one that was tried. */
export const recordOf = (run: Run): RunRecord => {
  const records: Record<string, StepRecord> = {}
  for (const { id, state, attempts, since, error, record } of run.values()) {
    if (state === 'done') continue
    const tried = attempts > (record?.attempts ?? 0)
    const kept = tried ? { attempts, state, since: new Date(since).toISOString(), error } : record
    if (kept) records[id] = kept
  }
  return records
}
