import { useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { noProgress, type LessonProgress } from '../../shared/domain/lesson-shelf'
import { refusesNow } from '../terminal/refuses-now'
import { useStream } from '../core/use-stream'
import { openDock } from '../terminal/dock-state'
import { useSession } from '../terminal/session-memory'
import { useWantedSteps, wantSteps } from '../terminal/wanted-steps'
import { stopSteps, useLessonRun } from './lesson-run'
import { progressOf } from './step-state'

export type Pace = 'typed' | 'once'

interface LessonControls {
  readonly progress: LessonProgress
  /** A lesson runs, or waits for the terminal to be there: this one or another. */
  readonly busy: boolean
  /** It is this one. */
  readonly here: boolean
  readonly run: (from: number, through: number) => void
  readonly stop: () => void
}

/** A lesson in this window's terminal session. What is run before there is a session waits for it: `RunWanted`. */
export const useLesson = (key: string, lesson: Lesson, pace: Pace): LessonControls => {
  const session = useSession((memory) => memory.session)
  const asking = useLessonRun((run) => run.asking)
  const [told, setTold] = useState<LessonProgress>(noProgress)
  const wanted = useWantedSteps((wanting) => wanting.wanted)
  useStream('lessons.progress', session === null ? null : { session }, setTold)

  return {
    progress: progressOf(session === null ? noProgress : told, key, lesson),
    busy: asking !== null || wanted !== null,
    here: asking?.key === key || wanted?.key === key,
    run: (from, through) => {
      if (refusesNow()) return
      openDock(true)
      wantSteps({ key, title: lesson.title, from, through, paced: pace === 'typed' })
    },
    stop: () => {
      wantSteps(null)
      stopSteps()
    },
  }
}
