import type { StepState, StepView } from '../../shared/domain/step'
import type { Tone } from '../components/state-mark'

const tones: Readonly<Record<StepState, Tone>> = {
  waiting: 'idle',
  probing: 'busy',
  acting: 'busy',
  verifying: 'busy',
  done: 'ok',
  failed: 'bad',
  blocked: 'off',
  cancelled: 'off',
}

export const stepTone = (step: StepView): Tone => tones[step.state]
export const isRunning = (step: StepView): boolean => stepTone(step) === 'busy'

export interface StepSummary {
  readonly done: number
  readonly all: number
  readonly allDone: boolean
  /** All done, and no step had to do anything. */
  readonly already: boolean
  readonly running: boolean
  readonly failed: boolean
  /** Milliseconds from the first step's start to the last one's end: side by side is not added up. */
  readonly elapsed: number
}

export const summarise = (steps: readonly StepView[]): StepSummary => {
  const done = steps.filter((step) => step.state === 'done').length
  const spans = steps.flatMap(({ startedAt, elapsed }) =>
    startedAt === null || elapsed === null ? [] : [{ from: Date.parse(startedAt), elapsed }],
  )
  const start = Math.min(...spans.map((span) => span.from))
  const end = Math.max(...spans.map((span) => span.from + span.elapsed))
  return {
    done,
    all: steps.length,
    allDone: steps.length > 0 && done === steps.length,
    already: steps.length > 0 && steps.every((step) => step.state === 'done' && step.already),
    running: steps.some(isRunning),
    failed: steps.some((step) => step.state === 'failed'),
    elapsed: spans.length === 0 ? 0 : end - start,
  }
}

/** Titles of what a step still waits for. */
export const unmetNeeds = (step: StepView, steps: readonly StepView[]): readonly string[] =>
  steps.filter((other) => step.needs.includes(other.id) && other.state !== 'done').map((other) => other.title)
