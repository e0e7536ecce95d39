import { useEffect, useEffectEvent, useRef } from 'react'
import type { LessonStepReport } from '../../shared/domain/lesson'
import { Failure, toFailure } from '../../shared/errors'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { usePace } from './pace'
import type { News } from './stage-event'
import type { StageState } from './stage-state'

/** Clears the screen at Python's prompt: each step begins on an empty one. */
const clearScreen = '\f'

const noTerminal = (): Failure =>
  new Failure({
    code: 'TERMINAL_CLOSED',
    what: 'The step did not begin.',
    why: 'The Python on stage has ended.',
    fix: 'Try again: another one is started by itself.',
  })

interface PerformanceOptions {
  readonly lessonKey: string
  readonly state: StageState
  readonly session: string | null
  readonly tell: (news: News) => void
  readonly began: () => void
  readonly startedOver: () => void
  readonly passed: (report: LessonStepReport) => void
}

/** Does what the stage's state asks for: runs a step, interrupts it, starts everything over. */
export const usePerformance = (options: PerformanceOptions): void => {
  const { lessonKey, state, session, tell, passed } = options
  const bridge = useBridge()
  const { run, phase } = state
  const running = useRef<{ readonly id: number; readonly stop: AbortController } | null>(null)
  const resetting = useRef(false)

  const play = useEffectEvent(async ({ id, step, fast }: NonNullable<StageState['run']>): Promise<void> => {
    const { keyTime, rehearsal } = usePace.getState()
    const stop = new AbortController()
    running.current = { id, stop }
    try {
      if (session === null) throw noTerminal()
      options.began()
      if (!fast) await ask(bridge, 'terminal.write', { session, data: clearScreen })
      const asking = {
        session,
        key: lessonKey,
        from: step,
        through: step,
        paced: !fast && !rehearsal,
        keyTime,
      }
      const [report = null] = (await ask(bridge, 'lessons.run', asking, stop.signal)).steps
      if (report?.passed === true) passed(report)
      tell({ kind: 'ended', id, report, error: null })
    } catch (error) {
      tell({ kind: 'ended', id, report: null, error: toFailure(error).info })
    }
  })
  const startOver = useEffectEvent(async (): Promise<void> => {
    try {
      await ask(bridge, 'fleet.reset', { clean: true })
      options.startedOver()
      tell({ kind: 'reset', error: null })
    } catch (error) {
      tell({ kind: 'reset', error: toFailure(error).info })
    } finally {
      resetting.current = false
    }
  })

  const id = run?.id ?? null
  useEffect(() => {
    if (run !== null && running.current?.id !== run.id) void play(run)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each run, which its id tells apart
  }, [id])
  useEffect(() => {
    if (phase === 'stopping') running.current?.stop.abort()
    if (phase !== 'resetting' || resetting.current) return
    resetting.current = true
    void startOver()
  }, [phase])
  useEffect(() => () => running.current?.stop.abort(), [])
}
