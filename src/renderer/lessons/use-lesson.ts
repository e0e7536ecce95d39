import { useEffect, useEffectEvent, useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { noProgress, type LessonProgress } from '../../shared/domain/lesson-shelf'
import { useBridge } from '../core/bridge-context'
import { useStream } from '../core/use-stream'
import { openDock } from '../terminal/dock-state'
import { useSession } from '../terminal/session-memory'
import { runSteps, stopSteps, useLessonRun, wantSteps, type Wanted } from './lesson-run'
import { progressOf } from './step-state'

export type Pace = 'typed' | 'once'

interface LessonControls {
  readonly progress: LessonProgress
  /** A lesson runs, or waits for the terminal to be there. */
  readonly busy: boolean
  /** It is this one. */
  readonly here: boolean
  readonly run: (from: number, through: number) => void
  readonly stop: () => void
}

/** A lesson in this window's terminal session. What is run before there is a session runs as soon as there is. */
export const useLesson = (key: string, lesson: Lesson, pace: Pace): LessonControls => {
  const bridge = useBridge()
  const session = useSession((memory) => memory.session)
  const asking = useLessonRun((run) => run.asking)
  const [told, setTold] = useState<LessonProgress>(noProgress)
  const wanted = useLessonRun((run) => (run.wanted?.key === key ? run.wanted : null))
  useStream('lessons.progress', session === null ? null : { session }, setTold)

  const start = useEffectEvent((at: string, { from, through }: Wanted) => {
    void runSteps(bridge, { session: at, key, from, through, paced: pace === 'typed' })
  })
  useEffect(() => {
    if (session !== null && wanted !== null) start(session, wanted)
  }, [session, wanted])
  // Who looks elsewhere before it could begin has changed their mind.
  useEffect(() => () => wantSteps(null), [])

  return {
    progress: progressOf(session === null ? noProgress : told, key, lesson),
    busy: asking !== null || wanted !== null,
    here: asking?.key === key || wanted !== null,
    run: (from, through) => {
      openDock(true)
      wantSteps({ key, from, through })
    },
    stop: () => {
      wantSteps(null)
      stopSteps()
    },
  }
}
