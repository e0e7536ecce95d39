import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { openStageEnd, type Snapshot, type ToStage } from './link'
import { setPace, usePace } from './pace'
import type { useStage } from './use-stage'

/** Tells the speaker's window what is on stage, and does what is wanted there. Answers whether there is one. */
export const useStageLink = (lesson: Lesson, stage: ReturnType<typeof useStage>): boolean => {
  const bridge = useBridge()
  const pace = usePace()
  const status = useFleet((fleet) => fleet.status)
  const [followed, setFollowed] = useState(false)
  const end = useRef<ReturnType<typeof openStageEnd> | null>(null)
  const { state, report, begunAt, wish } = stage
  const plan = useAnswer(
    'fleet.resetPlan',
    { clean: true },
    { enabled: state.asking, gcTime: 0, staleTime: 0 },
  )

  const now: Snapshot = {
    lesson,
    state,
    report,
    begunAt,
    keyTime: pace.keyTime,
    keyTimeSet: pace.set,
    rehearsal: pace.rehearsal,
    fleet: status && { kind: status.kind, phase: status.phase, job: status.job?.title ?? null },
    plan: state.asking ? (plan.data ?? null) : null,
  }
  const tell = useEffectEvent((_now: string) => {
    end.current?.say({ kind: 'now', now })
  })
  const heard = useEffectEvent((message: ToStage) => {
    setFollowed(message.kind !== 'bye')
    if (message.kind === 'hello') tell('')
    else if (message.kind === 'wish') wish(message.wish)
    else if (message.kind === 'pace') setPace({ keyTime: message.keyTime, rehearsal: message.rehearsal })
    // What comes of it is seen in the fleet's own status.
    else if (message.kind === 'up') void ask(bridge, 'fleet.up', undefined).catch(() => undefined)
  })

  useEffect(() => {
    const opened = openStageEnd((message) => heard(message))
    end.current = opened
    return () => {
      opened.say({ kind: 'left' })
      opened.close()
    }
  }, [])
  const told = JSON.stringify(now)
  useEffect(() => tell(told), [told])
  return followed
}
