import type { ErrorInfo } from '../../shared/errors'
import type { News } from './stage-event'
import { afterSaving } from './stage-saved'
import { fail, marked, pursue, settle, tell } from './stage-moves'
import type { StageState } from './stage-state'

/** What waited begins as soon as it can; a Python that cannot be had is told. */
export const wake = (state: StageState): StageState =>
  state.phase === 'waiting' && state.goal !== null ? pursue(state, state.goal) : state

/** What was left out by the presenter stays left out; everything else has to be run anew. */
const forget = (state: StageState): StageState => {
  const forgotten: StageState = {
    ...state,
    marks: state.marks.map((mark) => (mark === 'skipped' ? mark : 'none')),
  }
  return state.phase === 'done' ? tell(forgotten, state.step) : forgotten
}

type Ended = Extract<News, { kind: 'ended' }>

const afterRun = (state: StageState, { id, report, error }: Ended): StageState => {
  const { run, goal } = state
  // What comes late is of a run that nobody waits for any more.
  if (run?.id !== id) return state
  if (state.phase === 'stopping') return settle(marked(state, run.step, 'none'), state.after)
  if (error?.code === 'CANCELLED') return tell(marked(state, run.step, 'none'), state.step)
  if (report?.passed !== true) return fail(marked(state, run.step, 'failed'), { of: run.step, report, error })
  const passed = { ...marked(state, run.step, 'passed'), run: null }
  return goal === null || goal.step === run.step ? tell(passed, run.step) : pursue(passed, goal)
}

const afterReset = (state: StageState, error: ErrorInfo | null): StageState => {
  if (state.phase !== 'resetting') return state
  if (error !== null) return fail(state, { of: 'reset', report: null, error })
  return tell({ ...state, marks: state.marks.map(() => 'none') }, 0)
}

/** One that comes late is of an asking that was answered, or taken back. */
const afterPlan = (state: StageState, { id, plan, error }: Extract<News, { kind: 'plan' }>): StageState =>
  state.asking?.id === id ? { ...state, asking: { id, plan, error } } : state

export const afterNews = (state: StageState, news: News): StageState => {
  if (news.kind === 'plan') return afterPlan(state, news)
  if (news.kind === 'lesson') return afterSaving(state, news.runnable)
  if (news.kind === 'fleet') return wake({ ...state, fleet: news.fleet })
  if (news.kind === 'python') return wake({ ...state, python: news.python, pythonError: news.error ?? null })
  if (news.kind === 'forgotten') return forget(state)
  return news.kind === 'ended' ? afterRun(state, news) : afterReset(state, news.error)
}
