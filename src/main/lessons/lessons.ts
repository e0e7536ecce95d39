import type { Lesson, LessonReport, LessonStepReport } from '../../shared/domain/teaching'
import type { Environment } from '../terminal/environment'
import { listLessons, loadLesson } from './lesson-file'
import { runLesson } from './run-lesson'

/** Lessons without a window. */
export interface Lessons {
  list(): Promise<readonly Lesson[]>
  /** A shipped lesson by its name, or one in a file. Fails with NOT_FOUND or LESSON_INVALID, which names what and where. */
  find(nameOrFile: string): Promise<Lesson>
  run(lesson: Lesson, told: (step: LessonStepReport) => void, signal: AbortSignal): Promise<LessonReport>
}

export interface LessonsOptions {
  readonly resources: string
  readonly environment: Environment
  /** Where the fleet is now. */
  readonly address: () => Promise<string>
}

export const createLessons = ({ resources, environment, address }: LessonsOptions): Lessons => ({
  list: () => listLessons(resources),
  find: (nameOrFile) => loadLesson(resources, nameOrFile),
  run: async (lesson, told, signal) =>
    runLesson(lesson, {
      address: await address(),
      environment,
      resources,
      signal,
      onEvent: (event) => {
        if (event.kind === 'step-ended') told(event.report)
      },
    }),
})
