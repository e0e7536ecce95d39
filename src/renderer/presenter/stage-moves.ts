import type { After, Goal, Mark, StageState, Trouble } from './stage-state'

/** Something that `cancel` takes back. */
export const isHalfDone = ({ asking, digits, black }: StageState): boolean =>
  asking !== null || digits !== '' || black

export const isDone = (mark: Mark | undefined): boolean => mark === 'passed' || mark === 'accepted'

const isMissing = (state: StageState, step: number): boolean =>
  (state.runnable[step] ?? false) && (state.marks[step] === 'none' || state.marks[step] === 'failed')

export const marked = (state: StageState, step: number, mark: Mark): StageState => ({
  ...state,
  marks: state.marks.map((before, at) => (at === step ? mark : before)),
})

/** Looks at a step. Beyond the last one is the end. */
export const tell = (state: StageState, step: number): StageState => {
  const last = state.runnable.length - 1
  const rest = { ...state, goal: null, run: null, trouble: null, step: Math.min(step, last) }
  if (step > last) return { ...rest, phase: 'end' }
  return { ...rest, phase: isDone(state.marks[step]) ? 'done' : 'told' }
}

/** The step to run next on the way to the goal: the first one that is missing before it, then its own. */
const nextRun = (state: StageState, { step, runs }: Goal): number | null => {
  const missing = state.runnable.findIndex((_, at) => at < step && isMissing(state, at))
  if (missing !== -1) return missing
  return runs ? step : null
}

/** Goes on towards the goal: waits where nothing can run now, or nobody would see it. */
export const pursue = (state: StageState, goal: Goal): StageState => {
  const step = nextRun(state, goal)
  if (step === null) return tell(state, goal.step)
  const towards = { ...state, goal, run: null, trouble: null, step: goal.step }
  if (state.python === 'failed')
    return { ...towards, phase: 'failed', trouble: { of: step, report: null, error: state.pythonError } }
  if (state.fleet !== 'ready' || state.python !== 'ready' || state.black)
    return { ...towards, phase: 'waiting' }
  const id = state.lastRun + 1
  return { ...towards, phase: 'running', lastRun: id, run: { id, step, fast: step !== goal.step } }
}

export const fail = (state: StageState, trouble: Trouble): StageState => ({
  ...state,
  phase: 'failed',
  run: null,
  trouble,
})

const reset = (state: StageState): StageState => ({ ...tell(state, state.step), phase: 'resetting' })

/** What was wanted, now that nothing runs any more. */
export const settle = (state: StageState, after: After): StageState => {
  const still: StageState = { ...state, run: null, after: { kind: 'tell' } }
  if (after.kind === 'jump') return pursue(still, { step: after.step, runs: false })
  if (after.kind === 'reset') return reset(still)
  if (after.kind === 'leave') return { ...still, goal: null, left: true }
  return tell(still, still.step)
}

/** Does it at once where nothing runs, else when what runs has been interrupted. */
export const interruptFor = (state: StageState, after: After): StageState =>
  state.run === null ? settle(state, after) : { ...state, phase: 'stopping', after }
