import { Failure, type ErrorInfo } from '../../shared/errors'
import { wasInterrupted, type Run, type RunStep } from './run'
import { afterMove, hasEnded } from './transitions'

/** What happened to a step. */
export type Event = { readonly id: string } & (
  | { readonly type: 'probe' }
  /** Its postcondition holds. */
  | { readonly type: 'hold'; readonly detail: string }
  /** Its postcondition does not hold: the action starts. */
  | { readonly type: 'act'; readonly detail: string }
  | { readonly type: 'verify' }
  | { readonly type: 'fail'; readonly error: ErrorInfo }
  /** A step that it needs did not get done. */
  | { readonly type: 'block' }
  | { readonly type: 'cancel' }
  /** What the running action tells of itself. */
  | { readonly type: 'detail'; readonly text: string }
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'log'; readonly line: string }
)

/** How many lines of an action's log a step keeps. */
export const logLimit = 50

const illegal = (step: RunStep, event: Event, why: string): Failure =>
  new Failure({
    code: 'INTERNAL',
    what: `The step ${step.id} cannot take the event "${event.type}" while it is ${step.state}.`,
    why,
    fix: 'Try again. If it happens again, make a diagnostics bundle and report it.',
  })

/** The steps that a step needs and that did not get done. */
const undone = (run: Run, step: RunStep): readonly RunStep[] =>
  step.needs.flatMap((id) => run.get(id) ?? []).filter((need) => need.state !== 'done')

/** Copies at most `logLimit` lines, however many came before. */
const append = (log: readonly string[], line: string): readonly string[] => [
  ...(log.length < logLimit ? log : log.slice(1 - logLimit)),
  line,
]

const checkNeeds = (run: Run, step: RunStep, event: Event): void => {
  const missing = undone(run, step)
  if (event.type === 'probe' && missing.length > 0) {
    throw illegal(step, event, `It needs ${missing.map((need) => need.id).join(', ')}, not done yet.`)
  }
  if (event.type === 'block' && !missing.some((need) => hasEnded(need.state))) {
    throw illegal(step, event, 'No step that it needs has ended without getting done.')
  }
}

/** The words and figures that a change of state brings. */
const changes = (run: Run, step: RunStep, event: Event): Partial<RunStep> => {
  const again = wasInterrupted(step.record)
  switch (event.type) {
    case 'probe':
      return { detail: again ? 'Checking; interrupted last time.' : 'Checking.' }
    case 'hold':
      return { detail: event.detail, already: step.state === 'probing', progress: null }
    case 'act':
      return {
        detail: again ? `Interrupted last time, so it goes on. ${event.detail}` : event.detail,
        attempts: step.attempts + 1,
      }
    case 'verify':
      return { detail: 'Checking the result.', progress: null }
    case 'fail':
      return { detail: event.error.what, error: event.error, progress: null }
    case 'block': {
      const titles = undone(run, step).filter((need) => hasEnded(need.state))
      return { detail: `Needs: ${titles.map((need) => need.title).join(', ')}.` }
    }
    case 'cancel':
      return { detail: 'Cancelled.', progress: null }
    case 'detail':
      return { detail: event.text }
    case 'progress':
      return { progress: Math.min(1, Math.max(0, event.fraction || 0)) }
    case 'log':
      break
  }
  return { log: append(step.log, event.line) }
}

const isReport = (event: Event): boolean =>
  event.type === 'detail' || event.type === 'progress' || event.type === 'log'

const nextState = (step: RunStep, event: Event): RunStep['state'] => {
  if (event.type === 'detail' || event.type === 'progress' || event.type === 'log') {
    if (step.state !== 'acting') throw illegal(step, event, 'Only a running action reports.')
    return step.state
  }
  const next = afterMove(step.state, event.type)
  if (next === undefined) throw illegal(step, event, 'The table of transitions has no such move.')
  return next
}

/** The run after an event. Unknown steps and illegal events throw: they are defects of the caller. */
export const applyEvent = (run: Run, event: Event, now: number): Run => {
  const step = run.get(event.id)
  if (!step) {
    throw new Failure({
      code: 'INTERNAL',
      what: `There is no step ${event.id}.`,
      why: `The event "${event.type}" names it, and this run has ${[...run.keys()].join(', ')}.`,
      fix: 'Try again. If it happens again, make a diagnostics bundle and report it.',
    })
  }
  const state = nextState(step, event)
  checkNeeds(run, step, event)
  const startedAt = step.startedAt ?? (state === 'probing' ? now : null)
  const changed: RunStep = {
    ...step,
    ...changes(run, step, event),
    state,
    startedAt,
    since: isReport(event) ? step.since : now,
    elapsed: hasEnded(state) && startedAt !== null ? Math.max(0, now - startedAt) : null,
  }
  // Setting a key that is there keeps its place: the order stays as declared.
  return new Map(run).set(event.id, changed)
}
