import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import type { News } from './stage-event'

/** Of Pythons that end one after the other, nothing done in between: then it is told. */
const mostStarts = 3

const doesNotStay: ErrorInfo = {
  code: 'PYTHON_SETUP_FAILED',
  what: 'Python does not stay on stage.',
  why: `It ended ${mostStarts} times, each time before a step went through.`,
  fix: 'Try again starts another one. If that ends, too, leave the stage and look at the terminal of the panel: what it prints tells why.',
}

interface StageSession {
  readonly session: string | null
  /** It has ended: another one is started in its place. */
  readonly gone: () => void
  /** Something was done in it: it stays. */
  readonly steady: () => void
  /** Tries again where none could be had. */
  readonly retry: () => void
}

/** A Python of the stage's own, with nothing on its screen from before; it ends with the stage. */
export const useStageSession = (usable: boolean, tell: (news: News) => void): StageSession => {
  const bridge = useBridge()
  const [session, setSession] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const starts = useRef(0)
  const [wanted, want] = useState(usable)
  if (usable && !wanted) want(true)
  const wantedRound = wanted ? round : null
  const told = useEffectEvent((news: News) => tell(news))

  useEffect(() => {
    if (wantedRound === null) return undefined
    const controller = new AbortController()
    const { signal } = controller
    let mine: string | null = null
    const close = (id: string): void =>
      void ask(bridge, 'terminal.close', { session: id }).catch(() => undefined)
    const start = async (): Promise<void> => {
      try {
        const opened = await ask(bridge, 'terminal.open', { columns: 110, rows: 16, stage: true }, signal)
        if (signal.aborted) return close(opened.session)
        mine = opened.session
        setSession(mine)
        told({ kind: 'python', python: 'ready' })
      } catch (error) {
        if (!signal.aborted) told({ kind: 'python', python: 'failed', error: toFailure(error).info })
      }
    }
    void start()
    return () => {
      controller.abort()
      setSession(null)
      if (mine !== null) close(mine)
    }
  }, [bridge, wantedRound])

  const again = (): void => {
    tell({ kind: 'python', python: 'opening' })
    setRound((before) => before + 1)
  }
  return {
    session,
    gone: () => {
      tell({ kind: 'forgotten' })
      starts.current += 1
      if (starts.current < mostStarts) return again()
      tell({ kind: 'python', python: 'failed', error: doesNotStay })
    },
    steady: () => {
      starts.current = 0
    },
    retry: () => {
      starts.current = 0
      again()
    },
  }
}
