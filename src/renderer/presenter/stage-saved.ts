import { interruptFor, tell } from './stage-moves'
import type { Mark, StageState } from './stage-state'

/** What a step came to, as far as it is still about the same step: of one that has commands where it had none, nothing is known. */
const marksOf = (state: StageState, runnable: readonly boolean[]): Mark[] =>
  runnable.map((runs, at) => (runs === state.runnable[at] ? (state.marks[at] ?? 'none') : 'none'))

/** The lesson with other steps: none of them is known to be one that was run, and what was under way is over. */
const withOthers = (state: StageState, runnable: readonly boolean[]): StageState => {
  const step = Math.min(state.step, runnable.length - 1)
  const other: StageState = {
    ...state,
    runnable: [...runnable],
    marks: runnable.map(() => 'none'),
    step,
    goal: null,
    trouble: null,
    digits: '',
  }
  if (state.phase === 'resetting') return other
  const leavesOrResets = state.after.kind === 'leave' || state.after.kind === 'reset'
  if (state.phase === 'stopping') return leavesOrResets ? other : { ...other, after: { kind: 'tell' } }
  return interruptFor(other, { kind: 'tell' })
}

/** The lesson's file was saved: its new text is on stage, and the present place stays as far as there is one. */
export const afterSaving = (state: StageState, runnable: readonly boolean[]): StageState => {
  if (runnable.length !== state.runnable.length) return withOthers(state, runnable)
  if (runnable.every((runs, at) => runs === state.runnable[at])) return state
  const now = { ...state, runnable: [...runnable], marks: marksOf(state, runnable) }
  return state.phase === 'done' || state.phase === 'told' ? tell(now, now.step) : now
}
