import { useEffect, useState } from 'react'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import { toast } from '../components/toast'
import { useBridge } from '../core/bridge-context'
import { isReached, useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { openDock } from '../terminal/dock-state'
import { useSession } from '../terminal/session-memory'
import { useTerminalInput } from '../terminal/terminal-input'
import { useWantedSteps } from '../terminal/wanted-steps'
import { parseRoute } from '../views/route'
import { runSteps, useLessonRun } from './lesson-run'
import { lessonTexts as texts } from './texts'

/**
 * Keeps what was promised while there was no Python: it is typed as soon as there is one, whichever view is looked at by then. A closed
 * dock makes no session, so it is opened for it. Renders nothing.
 */
export const RunWanted = (): null => {
  const bridge = useBridge()
  const session = useSession((memory) => memory.session)
  const reached = useFleet(isReached)
  const wanted = useWantedSteps((wanting) => wanting.wanted)
  const free = useLessonRun((run) => run.asking === null)
  const queued = useTerminalInput(({ waiting }) => waiting.length > 0)
  const waits = session === null && (wanted !== null || queued)
  const [environment, setEnvironment] = useState<PythonEnvironment | null>(null)
  useStream('terminal.environment', waits ? undefined : null, setEnvironment)

  useEffect(() => {
    if (session === null || wanted === null || !free || !reached) return
    const { key, from, through, paced } = wanted
    void runSteps(bridge, { session, key, from, through, paced })
  }, [bridge, session, wanted, free, reached])

  const state = waits ? environment?.state : undefined
  useEffect(() => {
    // Once for what has come: whoever closes it again means it.
    if (state === 'ready' || state === 'absent') openDock(true)
  }, [state])

  const failure = state === 'failed' ? environment?.error : null
  const title = wanted?.title
  useEffect(() => {
    // The first steps say it themselves, and the terminal says why, where it is seen.
    if (!failure || title === undefined || parseRoute(location.hash).view === 'welcome') return
    toast({ tone: 'bad', title: texts.waitsStill(title), detail: `${failure.what} ${failure.fix}` })
  }, [failure, title])
  return null
}
