import { z } from 'zod'
import { errorInfo } from '../errors'
import { lesson, lessonStepReport } from './lesson'

const shelfLesson = z.object({
  /** What it is asked for by: a shipped lesson's id, the path of an own one. */
  key: z.string(),
  source: z.enum(['shipped', 'own']),
  file: z.string(),
  /** Null where the file cannot be used, for the reason that `error` tells with line and column. */
  lesson: lesson.nullable(),
  error: errorInfo.nullable(),
})
export type ShelfLesson = z.infer<typeof shelfLesson>

/** Every lesson that there is, as its file now stands. */
export const lessonShelf = z.object({
  /** The folder of the home whose lessons are always here. */
  folder: z.string(),
  /** Files and folders of the user's own that were added. */
  added: z.array(z.object({ path: z.string(), error: errorInfo.nullable() })),
  lessons: z.array(shelfLesson),
})
export type LessonShelf = z.infer<typeof lessonShelf>

/** What became of a lesson in one terminal session. */
export const lessonProgress = z.object({
  /** Null where none was run since its Python started. */
  key: z.string().nullable(),
  /** The step that runs. */
  running: z.number().int().nullable(),
  /** One for each step; null for those that were not run. */
  steps: z.array(lessonStepReport.nullable()),
})
export type LessonProgress = z.infer<typeof lessonProgress>

export const noProgress: LessonProgress = { key: null, running: null, steps: [] }
