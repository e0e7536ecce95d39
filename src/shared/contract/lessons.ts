import { z } from 'zod'
import { lessonReport } from '../domain/lesson'
import { lessonProgress, lessonShelf } from '../domain/lesson-shelf'
import { sessionId } from '../domain/terminal'
import { call, stream } from './channel'

const path = z.string().min(1).max(4096)

export const lessonsChannels = {
  /** All lessons at once, then again whenever one of their files changes. */
  'lessons.watch': stream(z.void(), lessonShelf),
  /** A file or a folder of the user's own. */
  'lessons.add': call(z.object({ path }), z.void()),
  'lessons.remove': call(z.object({ path }), z.void()),
  /** Runs some of a lesson's steps in a terminal session, typed visibly; a cancelled call stops it. Steps are counted from 0. */
  'lessons.run': call(
    z.object({
      session: sessionId,
      key: path,
      from: z.number().int().min(0),
      through: z.number().int().min(0),
      /** Typed key by key, and with its pauses. */
      paced: z.boolean(),
      /** Milliseconds from key to key, where it is. */
      keyTime: z.number().int().min(4).max(120).default(16),
    }),
    lessonReport,
  ),
  'lessons.progress': stream(z.object({ session: sessionId }), lessonProgress),
}
