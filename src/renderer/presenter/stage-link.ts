import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { useFleet } from '../core/fleet-status'
import { openStageEnd, type Snapshot, type ToStage } from './link'
import { setPace, usePace } from './pace'
import { speakerGone } from './stage-lock'
import type { useStage } from './use-stage'

/** Tells the speaker's window what is on stage, and does what is wanted there. Answers whether there is one. */
export const useStageLink = (lesson: Lesson, stage: ReturnType<typeof useStage>): boolean => {
  const bridge = useBridge()
  const pace = usePace()
  const status = useFleet((fleet) => fleet.status)
  // Two counts, not one flag: a message that comes as the last window goes is one to look after, too.
  const [messages, setMessages] = useState(0)
  const [goneAfter, setGoneAfter] = useState(0)
  const followed = messages > goneAfter
  const end = useRef<ReturnType<typeof openStageEnd> | null>(null)
  const { state, report, begunAt, wish } = stage

  const now: Snapshot = {
    lesson,
    state,
    report,
    begunAt,
    keyTime: pace.keyTime,
    keyTimeSet: pace.set,
    rehearsal: pace.rehearsal,
    fleet: status && { kind: status.kind, phase: status.phase, job: status.job?.title ?? null },
  }
  const tell = useEffectEvent((_now: string) => {
    end.current?.say({ kind: 'now', now })
  })
  const heard = useEffectEvent((message: ToStage) => {
    setMessages((count) => count + 1)
    if (message.kind === 'hello') tell('')
    else if (message.kind === 'wish') wish(message.wish)
    else if (message.kind === 'pace') setPace({ keyTime: message.keyTime, rehearsal: message.rehearsal })
    // What comes of it is seen in the fleet's own status.
    else if (message.kind === 'up') void ask(bridge, 'fleet.up', undefined).catch(() => undefined)
  })

  useEffect(() => {
    const opened = openStageEnd((message) => heard(message))
    end.current = opened
    opened.say({ kind: 'come' })
    return () => {
      opened.say({ kind: 'left' })
      opened.close()
    }
  }, [])
  useEffect(() => {
    if (!followed) return undefined
    const controller = new AbortController()
    // It closes without a word, or ends.
    speakerGone(controller.signal)
      .then(() => setGoneAfter(messages))
      .catch(() => undefined)
    return () => controller.abort()
  }, [followed, messages])
  const told = JSON.stringify(now)
  useEffect(() => tell(told), [told])
  return followed
}
