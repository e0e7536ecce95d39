import { afterNews } from './stage-news'
import type { StageEvent, Wish } from './stage-event'
import { interruptFor, marked, pursue, settle, tell } from './stage-moves'
import type { StageState } from './stage-state'

/** While these last the stage has something to wait for: only stopping, starting over and leaving are heard. */
const isBusy = ({ phase }: StageState): boolean =>
  phase === 'running' || phase === 'stopping' || phase === 'resetting'

const resume = (state: StageState): StageState => {
  if (state.trouble?.of === 'reset') return settle(state, { kind: 'reset' })
  return pursue(state, state.goal ?? { step: state.step, then: 'run' })
}

/** Goes past what failed: with the mark that says how. */
const goPast = (state: StageState, mark: 'skipped' | 'accepted'): StageState => {
  const { trouble, goal } = state
  if (trouble === null || trouble.of === 'reset') return tell(state, 0)
  const past = marked(state, trouble.of, mark)
  if (goal !== null && trouble.of !== goal.step) return pursue(past, goal)
  return tell(past, mark === 'skipped' ? trouble.of + 1 : trouble.of)
}

const next = (state: StageState): StageState => {
  if (state.phase === 'failed') return resume(state)
  if (state.phase === 'done') return tell(state, state.step + 1)
  if (state.phase !== 'told') return state
  if (state.runnable[state.step] !== true) return tell(state, state.step + 1)
  return pursue(state, { step: state.step, then: 'run' })
}

const back = (state: StageState): StageState => {
  if (state.phase === 'waiting' || state.phase === 'failed' || state.phase === 'end')
    return tell(state, state.step)
  return isBusy(state) ? state : tell(state, Math.max(0, state.step - 1))
}

const jump = (state: StageState, step: number): StageState => {
  if (step >= state.runnable.length || state.phase === 'resetting') return state
  return interruptFor(state, { kind: 'jump', step })
}

const again = (state: StageState): StageState => {
  if (state.phase === 'failed') return resume(state)
  if (state.phase !== 'done' && state.phase !== 'told') return state
  if (state.runnable[state.step] !== true) return state
  return pursue(state, { step: state.step, then: 'run' })
}

const confirm = (state: StageState): StageState => {
  if (state.asking) return interruptFor({ ...state, asking: false, digits: '' }, { kind: 'reset' })
  if (state.digits === '') return state
  const typed = { ...state, digits: '' }
  const step = Number(state.digits) - 1
  return step < 0 ? typed : jump(typed, step)
}

/** A second wish to leave is not kept waiting by a command that does not end. */
const leave = (state: StageState): StageState => {
  const insists = state.phase === 'stopping' && state.after.kind === 'leave'
  if (insists || state.phase === 'resetting') return { ...state, left: true }
  return interruptFor({ ...state, asking: false }, { kind: 'leave' })
}

const wished = (state: StageState, event: Wish): StageState => {
  switch (event.kind) {
    case 'next':
      return next(state)
    case 'back':
      return back(state)
    case 'jump':
      return jump(state, event.step)
    case 'again':
      return again(state)
    case 'skip':
      return state.phase === 'failed' ? goPast(state, 'skipped') : state
    case 'accept':
      return state.phase === 'failed' ? goPast(state, 'accepted') : state
    case 'stop':
      if (state.phase === 'waiting') return tell(state, state.step)
      return state.phase === 'running' ? interruptFor(state, { kind: 'tell' }) : state
    case 'black':
      return { ...state, black: !state.black }
    case 'over':
      return state.phase === 'resetting' ? state : { ...state, asking: true }
    case 'confirm':
      return confirm(state)
    case 'cancel':
      return { ...state, asking: false, digits: '', black: false }
    case 'digit':
      return { ...state, digits: (state.digits + event.digit).slice(-2) }
    case 'leave':
      return leave(state)
  }
}

/** In the dark a key lights the stage and does nothing else: no command runs unseen. */
const lights = (state: StageState, { kind }: Wish): boolean =>
  state.black && (kind === 'next' || kind === 'back' || kind === 'again')

/** Everything that presenter mode can be in, and how it gets there. */
export const stageAfter = (state: StageState, event: StageEvent): StageState => {
  if (state.left) return state
  switch (event.kind) {
    case 'fleet':
    case 'python':
    case 'forgotten':
    case 'ended':
    case 'reset':
      return afterNews(state, event)
    default: {
      if (lights(state, event)) return { ...state, black: false }
      // A question is answered first.
      if (state.asking && (event.kind === 'next' || event.kind === 'back')) return state
      const typing = event.kind === 'digit' || event.kind === 'confirm'
      return wished(typing ? state : { ...state, digits: '' }, event)
    }
  }
}
