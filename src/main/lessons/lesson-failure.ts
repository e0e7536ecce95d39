import type { FleetStatus } from '../../shared/domain/fleet'
import type { LessonReport } from '../../shared/domain/lesson'
import { Failure, type ErrorInfo } from '../../shared/errors'

/** The first line of the command's own that the traceback names, else the command's first. */
export const lineOf = (code: string, error: string): string => {
  const lines = code.trim().split('\n')
  const number = Number(/File "<lesson>", line (\d+)/.exec(error)?.[1] ?? 1)
  return (lines[number - 1] ?? lines[0] ?? '').trim()
}

/** A traceback's last line is the error itself. */
export const errorOf = (error: string): string => error.trimEnd().split('\n').at(-1) ?? ''

type Cause = Pick<ErrorInfo, 'why' | 'fix'>

const sentence = (text: string): string => `${text.replace(/\.$/, '')}.`

const causeOf = (
  failed: LessonReport['steps'][number] | undefined,
  { phase, kind }: Pick<FleetStatus, 'phase' | 'kind'>,
): Cause => {
  const check = failed?.checks.find(({ passed }) => !passed)
  const stopped = failed?.stopped ?? null
  const why =
    stopped === null
      ? sentence(
          `"${check?.that ?? 'Every check'}" does not hold: ${check?.detail ?? 'it was not looked at'}`,
        )
      : sentence(`"${stopped.line}" ended with ${stopped.error}`)
  if (phase !== 'ready')
    return {
      why: `${why} The ${kind} fleet is ${phase}.`,
      fix: 'Run "realcave up", then the lesson again.',
    }
  if (stopped !== null)
    return {
      why,
      fix: 'Correct that line, or what it relies on: what Python said of it stands above. Then run the lesson again.',
    }
  return {
    why,
    fix: 'Compare it with what the commands showed above. If the data were changed, "realcave reset --clean" brings back the state that lessons begin with; else correct the check.',
  }
}

/** Why a lesson failed, with what fits the cause: the fleet, a line of the lesson, or what the lesson expected. */
export const lessonFailure = (report: LessonReport, status: Pick<FleetStatus, 'phase' | 'kind'>): Failure => {
  const failed = report.steps.find((step) => !step.passed)
  const at = failed === undefined ? '' : ` at "${failed.title}"`
  return new Failure({
    code: 'LESSON_FAILED',
    what: `The lesson "${report.id}" failed${at}.`,
    ...causeOf(failed, status),
  })
}
