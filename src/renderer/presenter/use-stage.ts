import { useEffect, useReducer, useState } from 'react'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { Lesson, LessonStepReport } from '../../shared/domain/lesson'
import { noProgress, type LessonProgress } from '../../shared/domain/lesson-shelf'
import { isReached, isUsable, useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { progressOf } from '../lessons/step-state'
import { useBegun } from './begun'
import type { Wish } from './stage-event'
import { stageAfter } from './stage-machine'
import { firstState, type StageState } from './stage-state'
import { usePerformance } from './use-performance'
import { useResetPlan } from './use-reset-plan'
import { useStageSession } from './use-stage-session'

interface StageControls {
  readonly state: StageState
  readonly session: string | null
  /** The session's Python has ended. */
  readonly sessionGone: () => void
  readonly wish: (wish: Wish) => void
  readonly report: LessonStepReport | null
  readonly begunAt: number | null
}

/** For each step whether it does or checks anything. */
const runnableOf = (lesson: Lesson): boolean[] =>
  lesson.steps.map(({ run, expect }) => run.length + expect.length > 0)

/** What of the fleet concerns the lesson. */
const fleetOf = (status: FleetStatus | null, link: 'open' | 'lost', lesson: Lesson): StageState['fleet'] => {
  if (status === null || !isUsable(status) || !isReached({ link })) return 'lost'
  if (!lesson.fleets.includes(status.kind)) return 'other'
  return status.job === null ? 'ready' : 'busy'
}

const start = ({ lesson, step }: { readonly lesson: Lesson; readonly step: number }): StageState => ({
  ...firstState(runnableOf(lesson)),
  step: Math.min(step, lesson.steps.length - 1),
})

/** A lesson on stage: its state, and what keeps it true. */
export const useStage = (lessonKey: string, lesson: Lesson, first: number): StageControls => {
  const [state, tell] = useReducer(stageAfter, { lesson, step: first }, start)
  const [progress, setProgress] = useState<LessonProgress>(noProgress)
  const [begunAt, setBegunAt] = useBegun(lessonKey)
  const [last, setLast] = useState<LessonStepReport | null>(null)
  const status = useFleet((fleet) => fleet.status)
  const link = useFleet((fleet) => fleet.link)
  const { session, gone, steady, retry } = useStageSession(isUsable(status), tell)

  const fleet = fleetOf(status, link, lesson)
  useEffect(() => tell({ kind: 'fleet', fleet }), [fleet])
  useEffect(() => tell({ kind: 'lesson', runnable: runnableOf(lesson) }), [lesson])
  useResetPlan(state, tell)

  useStream('lessons.progress', session === null ? null : { session }, (now) => {
    setProgress(now)
    if (now.key === null) tell({ kind: 'forgotten' })
  })
  usePerformance({
    lessonKey,
    state,
    session,
    tell,
    began: () => {
      if (begunAt === null) setBegunAt(Date.now())
    },
    startedOver: () => setBegunAt(null),
    passed: (report) => {
      steady()
      setLast(report)
    },
  })

  const { python, phase } = state
  const shown = progressOf(progress, lessonKey, lesson).steps[state.run?.step ?? state.step] ?? null
  return {
    state,
    session,
    sessionGone: gone,
    wish: (wished) => {
      const anew = wished.kind === 'next' || wished.kind === 'again'
      if (anew && phase === 'failed' && python === 'failed') retry()
      tell(wished)
    },
    report: shown ?? (phase === 'done' ? last : null),
    begunAt,
  }
}
