import type { Lesson, LessonStepReport } from '../../shared/domain/lesson'
import type { LessonProgress } from '../../shared/domain/lesson-shelf'
import type { Tone } from '../components/state-mark'

export type StepState = 'waiting' | 'running' | 'passed' | 'failed'

export const stepTones: Readonly<Record<StepState, Tone>> = {
  waiting: 'idle',
  running: 'busy',
  passed: 'ok',
  failed: 'bad',
}

/** What became of this lesson; that of another one, or of the file as it was before, says nothing of it. */
export const progressOf = (progress: LessonProgress, key: string, lesson: Lesson): LessonProgress =>
  progress.key === key && progress.steps.length === lesson.steps.length
    ? progress
    : { key, running: null, steps: lesson.steps.map(() => null) }

export const stateOf = ({ running, steps }: LessonProgress, index: number): StepState => {
  if (running === index) return 'running'
  const report = steps[index] ?? null
  if (report === null) return 'waiting'
  return report.passed ? 'passed' : 'failed'
}

/** The first step before this one that was not run in this session: what this one builds on may not be there. */
export const firstMissing = ({ steps }: LessonProgress, index: number): number | null => {
  const found = steps.slice(0, index).indexOf(null)
  return found === -1 ? null : found
}

/** What of a step's list at `place` has been done: by the reports that are in, and whether more are to come. */
export const actState = (report: LessonStepReport | null, place: number, running: boolean): StepState => {
  const act = report?.acts[place]
  if (act !== undefined) return act.ok ? 'passed' : 'failed'
  return running && place === (report?.acts.length ?? 0) ? 'running' : 'waiting'
}
