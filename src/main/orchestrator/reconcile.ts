import type { Event } from './apply-event'
import type { Clock } from './clock'
import type { RunStep } from './run'
import type { Report, Step } from './step'
import { explained, timedOut, withoutEffect } from './step-failures'
import { startTimeLimit } from './time-limit'

/** What one step needs of the run that it is part of. */
export interface Surrounding<Context> {
  readonly context: Context
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly look: () => Pick<RunStep, 'state' | 'detail'>
  readonly dispatch: (event: Event) => void
  /** Returns once a kill would be noticed by the next run; throws where that cannot be had. */
  readonly recorded: () => Promise<void>
}

/**
 * Actions that heeded no signal and still run. A step has at most one action at a time, so the next run waits for it, within
 * its limit. By step, as it was declared once.
 */
const leftBehind = new WeakMap<object, Promise<unknown>>()

const leave = (step: object, going: Promise<unknown>): void => {
  const ended = going.finally(() => {
    if (leftBehind.get(step) === ended) leftBehind.delete(step)
  })
  leftBehind.set(step, ended)
}

/** Reports of the running action; those that come after its time are dropped. */
const openReport = (id: string, dispatch: (event: Event) => void): { report: Report; close: () => void } => {
  let open = true
  const tell = (event: Event): void => {
    if (open) dispatch(event)
  }
  return {
    report: {
      detail: (text) => tell({ id, type: 'detail', text }),
      progress: (fraction) => tell({ id, type: 'progress', fraction }),
      log: (line) => tell({ id, type: 'log', line }),
    },
    close: () => (open = false),
  }
}

/** Takes one step from `waiting` to its end. Throws for defects only: a step's failure is an event. */
export const reconcile = async <Context>(
  step: Step<Context>,
  { context, clock, signal, look, dispatch, recorded }: Surrounding<Context>,
): Promise<void> => {
  const { id } = step
  dispatch({ id, type: 'probe' })
  const limit = startTimeLimit(step.limit.milliseconds, clock, signal)
  const { report, close } = openReport(id, dispatch)
  const probe = () => limit.within(() => step.probe(context, limit.signal))
  const attempt = async (): Promise<Event> => {
    const earlier = leftBehind.get(step)
    if (earlier) await limit.within(() => earlier)
    const before = await probe()
    if (before.holds) return { id, type: 'hold', detail: before.detail }
    dispatch({ id, type: 'act', detail: before.detail })
    await recorded()
    await limit.within(
      () => step.act(context, report, limit.signal),
      (going) => leave(step, going),
    )
    close()
    dispatch({ id, type: 'verify' })
    const after = await probe()
    if (!after.holds) throw withoutEffect(step, after.detail)
    return { id, type: 'hold', detail: after.detail }
  }
  const end = await attempt().catch((error: unknown): Event => {
    if (limit.over() === 'cancelled') return { id, type: 'cancel' }
    return { id, type: 'fail', error: limit.over() ? timedOut(step, look()) : explained(step, error) }
  })
  close()
  limit.stop()
  dispatch(end)
}
