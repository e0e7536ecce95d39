import type { FleetKind } from '../../shared/domain/fleet'
import type { Lesson, LessonReport, LessonStepReport } from '../../shared/domain/lesson'
import { Failure } from '../../shared/errors'
import type { Environment } from '../terminal/environment'
import { loadLesson } from './lesson-file'
import type { Restart } from './play-step'
import { runLesson } from './run-lesson'
import { lessonsOn, type Shelf } from './shelf'

/** Lessons without a window. */
export interface Lessons {
  list(): Promise<readonly Lesson[]>
  /** By its name, or one in a file. Fails with NOT_FOUND or LESSON_INVALID, which names what and where. */
  find(nameOrFile: string): Promise<Lesson>
  run(
    lesson: Lesson,
    told: (step: LessonStepReport) => void,
    signal: AbortSignal,
    restart: Restart,
  ): Promise<LessonReport>
}

export interface LessonsOptions {
  readonly resources: string
  readonly environment: Environment
  /** Where the fleet is now. */
  readonly address: () => Promise<string>
  readonly shelf: Shelf
}

/** Fails where the lesson does not name this kind of fleet. */
export const demandFleet = (lesson: Lesson, kind: FleetKind): void => {
  if (lesson.fleets.includes(kind)) return
  throw new Failure({
    code: 'FLEET_UNAVAILABLE',
    what: `The lesson "${lesson.id}" cannot run on the ${kind} fleet.`,
    why: `Its "fleets" names: ${lesson.fleets.join(', ')}.`,
    fix: `Use --fleet ${lesson.fleets.join(' or --fleet ')}, or add ${kind} to "fleets" if the lesson needs nothing else.`,
  })
}

export const createLessons = ({ resources, environment, address, shelf }: LessonsOptions): Lessons => ({
  list: async () => lessonsOn(await shelf.read()),
  find: async (nameOrFile) => loadLesson(resources, nameOrFile, lessonsOn(await shelf.read(), 'own')),
  run: async (lesson, told, signal, restart) =>
    runLesson(lesson, {
      address: await address(),
      environment,
      resources,
      restart,
      signal,
      onEvent: (event) => {
        if (event.kind === 'step-ended') told(event.report)
      },
    }),
})
