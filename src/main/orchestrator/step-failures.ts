import { Failure, toFailure, type ErrorInfo } from '../../shared/errors'
import type { RunStep } from './run'
import type { Step } from './step'

type AnyStep = Pick<Step<never>, 'title' | 'limit' | 'explain'>

const duration = (milliseconds: number): string =>
  milliseconds < 120_000
    ? `${Math.round(milliseconds / 100) / 10} s`
    : `${Math.round(milliseconds / 60_000)} minutes`

const doing = { probing: 'checking', acting: 'at work', verifying: 'checking the result' } as const

export const timedOut = (step: AnyStep, { state, detail }: Pick<RunStep, 'state' | 'detail'>): ErrorInfo => {
  const where = state === 'probing' || state === 'acting' || state === 'verifying' ? doing[state] : state
  return {
    code: 'TIMED_OUT',
    what: `"${step.title}" took longer than ${duration(step.limit.milliseconds)}.`,
    why: `The limit is there because ${step.limit.reason}. It was ${where}: ${detail}`,
    fix: 'Look at its last lines, then retry: it goes on from this step.',
  }
}

/** The action ended well, and yet the postcondition does not hold. */
export const withoutEffect = (step: AnyStep, found: string): Failure =>
  new Failure({
    code: 'STEP_FAILED',
    what: `"${step.title}" had no effect.`,
    why: `Its action ended without an error, yet the check afterwards says: ${found}`,
    fix: 'Look at its last lines, then retry: it goes on from this step.',
  })

/** A failure's own words where it has some, else the step's. */
export const explained = (step: AnyStep, error: unknown): ErrorInfo => {
  if (error instanceof Failure) return error.info
  try {
    return step.explain(error)
  } catch (defect) {
    return toFailure(defect, `"${step.title}" failed, and so did its explanation.`).info
  }
}
