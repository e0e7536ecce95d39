import { afterNews, wake } from './stage-news'
import { isNews, type StageEvent, type Wish } from './stage-event'
import { interruptFor, marked, pursue, settle, tell } from './stage-moves'
import type { StageState } from './stage-state'

/** While these last the stage has something to wait for: only stopping, starting over and leaving are heard. */
const isBusy = ({ phase }: StageState): boolean =>
  phase === 'running' || phase === 'stopping' || phase === 'resetting'

const resume = (state: StageState): StageState => {
  if (state.trouble?.of === 'reset') return settle(state, { kind: 'reset' })
  return pursue(state, state.goal ?? { step: state.step, runs: true })
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
  if (!state.runnable[state.step]) return tell(state, state.step + 1)
  return pursue(state, { step: state.step, runs: true })
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
  if (!state.runnable[state.step]) return state
  return pursue(state, { step: state.step, runs: true })
}

const confirm = (state: StageState): StageState => {
  if (state.asking !== null)
    return state.asking.plan === null ? state : interruptFor({ ...state, asking: null }, { kind: 'reset' })
  if (state.digits === '') return state
  const typed = { ...state, digits: '' }
  const step = Number(state.digits) - 1
  return step < 0 ? typed : jump(typed, step)
}

/** A second wish to leave is not kept waiting by a command that does not end. */
const leave = (state: StageState): StageState => {
  const insists = state.phase === 'stopping' && state.after.kind === 'leave'
  if (insists || state.phase === 'resetting') return { ...state, left: true }
  return interruptFor({ ...state, asking: null }, { kind: 'leave' })
}

const stop = (state: StageState): StageState => {
  if (state.phase === 'waiting') return tell(state, state.step)
  return state.phase === 'running' ? interruptFor(state, { kind: 'tell' }) : state
}

/** Each asking looks afresh at what would go: asked again is tried again. */
const over = (state: StageState): StageState => {
  if (state.phase === 'resetting') return state
  const id = state.lastAsked + 1
  return { ...state, lastAsked: id, asking: { id, plan: null, error: null } }
}

const plain: Readonly<Record<Exclude<Wish['kind'], 'jump' | 'digit'>, (state: StageState) => StageState>> = {
  next,
  back,
  again,
  stop,
  confirm,
  leave,
  skip: (state) => (state.phase === 'failed' ? goPast(state, 'skipped') : state),
  accept: (state) => (state.phase === 'failed' ? goPast(state, 'accepted') : state),
  over,
  black: (state) => wake({ ...state, black: !state.black }),
  cancel: (state) => wake({ ...state, asking: null, black: false }),
}

const wished = (state: StageState, event: Wish): StageState => {
  if (event.kind === 'jump') return jump(state, event.step)
  if (event.kind === 'digit') return { ...state, digits: (state.digits + event.digit).slice(-2) }
  return plain[event.kind](state)
}

/** In the dark only these do what they say. Everything else lights the stage and does nothing more: no command runs unseen. */
const inTheDark: ReadonlySet<Wish['kind']> = new Set(['black', 'cancel', 'leave', 'stop'])

/** A question is answered first. */
const whileAsking: ReadonlySet<Wish['kind']> = new Set([...inTheDark, 'over', 'confirm'])

/** Everything that presenter mode can be in, and how it gets there. */
export const stageAfter = (state: StageState, event: StageEvent): StageState => {
  if (state.left) return state
  if (isNews(event)) return afterNews(state, event)
  if (state.black && !inTheDark.has(event.kind)) return wake({ ...state, black: false })
  if (state.asking !== null && !whileAsking.has(event.kind)) return state
  const typing = event.kind === 'digit' || event.kind === 'confirm'
  return wished(typing ? state : { ...state, digits: '' }, event)
}
