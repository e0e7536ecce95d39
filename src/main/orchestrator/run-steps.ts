import type { StepView } from '../../shared/domain/step'
import { cancelled, toFailure, type ErrorInfo, type Failure } from '../../shared/errors'
import { applyEvent, type Event } from './apply-event'
import { checkGraph } from './check-graph'
import { systemClock, type Clock } from './clock'
import { reconcile } from './reconcile'
import type { RecordStore } from './record'
import { RecordKeeper } from './record-keeper'
import { recordOf, startRun, viewsOf, type Run, type RunStep } from './run'
import type { Step } from './step'
import { hasEnded } from './transitions'

export interface RunOptions<Context> {
  readonly steps: readonly Step<Context>[]
  readonly context: Context
  /** Cancels the run. */
  readonly signal: AbortSignal
  readonly records: RecordStore
  /** Sees every change; snapshots are its own. */
  readonly observe: (views: readonly StepView[]) => void
  readonly clock?: Clock
}

export interface RunOutcome {
  readonly state: 'done' | 'failed' | 'cancelled'
  readonly views: readonly StepView[]
  /** What stopped the run: the first failed step's error; null when every step is done. */
  readonly error: ErrorInfo | null
  /** Set when how far the run came could not be recorded at its end; the steps are as `views` says all the same. */
  readonly trouble: ErrorInfo | null
}

const needsOf = (run: Run, step: RunStep): readonly RunStep[] => step.needs.flatMap((id) => run.get(id) ?? [])

/** What is due without any waiting: steps to start, steps that can no longer be reached. */
const due = (run: Run, isCancelled: boolean): Event | undefined => {
  for (const step of run.values()) {
    if (step.state !== 'waiting') continue
    const { id } = step
    if (isCancelled) return { id, type: 'cancel' }
    const needs = needsOf(run, step)
    if (needs.some((need) => hasEnded(need.state) && need.state !== 'done')) return { id, type: 'block' }
    if (needs.every((need) => need.state === 'done')) return { id, type: 'probe' }
  }
  return undefined
}

const outcomeOf = (run: Run, trouble: Failure | null): RunOutcome => {
  const steps = [...run.values()]
  const failed = steps.find((step) => step.state === 'failed')
  const isCancelled = steps.some((step) => step.state === 'cancelled')
  return {
    state: failed ? 'failed' : isCancelled ? 'cancelled' : 'done',
    views: viewsOf(run),
    error: failed?.error ?? (isCancelled ? cancelled('The start was stopped before its end.').info : null),
    trouble: trouble?.info ?? null,
  }
}

/**
 * Brings every step's postcondition about: probes, acts only where the probe fails, probes again. Independent steps run side
 * by side; those that need a failed one are blocked, the others finish. Rejects only for defects: a graph that cannot be
 * ordered, an observer that throws, records that cannot be read.
 */
export const runSteps = async <Context>(options: RunOptions<Context>): Promise<RunOutcome> => {
  const { steps, context, signal, records, observe, clock = systemClock } = options
  checkGraph(steps)
  const loaded = await records.load()
  const keeper = new RecordKeeper(records, loaded)
  const declared = new Map(steps.map((step) => [step.id, step]))
  const stop = new AbortController()
  const onCancel = (): void => stop.abort(signal.reason)
  signal.addEventListener('abort', onCancel, { once: true })
  if (signal.aborted) onCancel()

  let run = startRun(steps, loaded, clock.now())
  let defect: Failure | undefined
  const onDefect = (error: unknown): void => {
    defect ??= toFailure(error, 'The steps could not be run.')
    stop.abort(defect)
  }
  const show = (): void => {
    if (defect) return
    try {
      observe(viewsOf(run))
    } catch (error) {
      onDefect(error)
    }
  }
  const dispatch = (event: Event): void => {
    run = applyEvent(run, event, clock.now())
    if (event.type !== 'detail' && event.type !== 'progress' && event.type !== 'log') {
      void keeper.keep(recordOf(run))
    }
    show()
  }

  const active = new Set<Promise<void>>()
  const start = (step: Step<Context>): void => {
    const going: Promise<void> = reconcile(step, {
      context,
      clock,
      signal: stop.signal,
      dispatch,
      look: () => run.get(step.id) ?? { state: 'waiting', detail: '' },
      recorded: async () => {
        await keeper.keep(recordOf(run))
        if (keeper.trouble) throw keeper.trouble
      },
    })
      .catch(onDefect)
      .finally(() => active.delete(going))
    active.add(going)
  }

  show()
  for (;;) {
    const next = due(run, stop.signal.aborted)
    const step = next?.type === 'probe' ? declared.get(next.id) : undefined
    if (step) start(step)
    else if (next) dispatch(next)
    else if (active.size > 0) await Promise.race(active)
    else break
  }
  signal.removeEventListener('abort', onCancel)
  await keeper.keep(recordOf(run))
  if (defect) throw defect
  return outcomeOf(run, keeper.trouble)
}
