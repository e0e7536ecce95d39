import type { FleetStatus } from '../../shared/domain/fleet'
import type { StepState, StepView } from '../../shared/domain/step'
import { fitted, plain } from './plain-text'

const marks: Readonly<Record<StepState, string>> = {
  waiting: '·',
  probing: '?',
  acting: '>',
  verifying: '?',
  done: '✓',
  failed: '✗',
  blocked: '-',
  cancelled: '-',
}

const words: Readonly<Record<StepState, string>> = {
  waiting: 'waiting',
  probing: 'looking',
  acting: 'working',
  verifying: 'checking',
  done: 'done',
  failed: 'FAILED',
  blocked: 'blocked',
  cancelled: 'cancelled',
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

const percent = (progress: number | null): string =>
  progress === null ? '' : ` ${Math.round(progress * 100)} %`

/** One step on one line: mark, title, what it is doing, how long it took. */
const stepLine = (step: StepView, width: number): string => {
  const took = step.elapsed === null ? '' : ` (${step.already ? 'already' : seconds(step.elapsed)})`
  const busy = step.state === 'acting' ? percent(step.progress) : ''
  const detail = step.error?.what ?? step.detail
  return fitted(
    `${marks[step.state]} ${step.title}${busy}${took}${detail === '' ? '' : `: ${detail}`}`,
    width,
  )
}

/** The job under way on one line; undefined when there is none. */
export const jobLine = (status: FleetStatus, width: number): string | undefined =>
  status.job === null
    ? undefined
    : fitted(
        `${status.job.title}${percent(status.job.progress)}${status.job.stage === '' ? '' : `: ${status.job.stage}`}`,
        width,
      )

/** The whole live list, as it is drawn over and over on a terminal. */
export const liveLines = (status: FleetStatus, width: number): readonly string[] =>
  status.steps.map((step) => stepLine(step, width))

/** What a step tells of itself that is new: one line a change of state, for logs and pipes. */
export const stepChanges = (before: FleetStatus | undefined, after: FleetStatus): readonly StepView[] => {
  const known = new Map(before?.steps.map((step) => [step.id, step.state]))
  return after.steps.filter((step) => {
    const was = known.get(step.id)
    return was === undefined ? step.state !== 'waiting' : was !== step.state
  })
}

/** A step's change on a line of its own. */
export const plainStepLine = (step: StepView): string => {
  const took = step.elapsed === null ? '' : ` in ${seconds(step.elapsed)}`
  const detail = step.error === null ? step.detail : `${step.error.what} ${step.error.why}`
  // What was found before the work is why it is done, and no fault.
  const told = detail === '' ? '' : step.state === 'acting' ? ` (so far: ${detail})` : `: ${detail}`
  return plain(`${words[step.state]} ${step.title}${took}${told}`)
}
