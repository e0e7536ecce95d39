import { create } from 'zustand'
import type { Bridge } from '../../shared/bridge'
import type { Asked } from '../../shared/contract'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import { toast, toastFailure } from '../components/toast'
import { ask } from '../core/ask'
import { wantSteps } from '../terminal/wanted-steps'
import { parseRoute } from '../views/route'
import { lessonTexts as texts } from './texts'

type Asking = Asked<'lessons.run'>

interface LessonRun {
  /** What runs, in whichever view one looks; null while nothing does. */
  readonly asking: Asking | null
  /** Why the last one of this lesson did not run. */
  readonly refused: { readonly key: string; readonly error: ErrorInfo } | null
}

export const useLessonRun = create<LessonRun>()(() => ({ asking: null, refused: null }))

/** Who looks at the lesson, or takes the first steps, sees there what comes of it. */
const isSeen = (key: string): boolean => {
  const { view, subject } = parseRoute(location.hash)
  return view === 'welcome' || (view === 'lessons' && subject === key)
}

let stop = new AbortController()

/** Goes on when its view is left; a reload of the page stops it. */
export const runSteps = async (bridge: Bridge, asking: Asking): Promise<void> => {
  if (useLessonRun.getState().asking !== null) return
  stop = new AbortController()
  wantSteps(null)
  useLessonRun.setState({ asking, refused: null })
  try {
    const report = await ask(bridge, 'lessons.run', asking, stop.signal)
    if (!isSeen(asking.key))
      toast({ tone: report.passed ? 'ok' : 'bad', title: texts.ended(report.title, report.passed) })
  } catch (error) {
    const { info } = toFailure(error)
    if (info.code === 'CANCELLED') return
    useLessonRun.setState({ refused: { key: asking.key, error: info } })
    if (!isSeen(asking.key)) toastFailure(info)
  } finally {
    useLessonRun.setState({ asking: null })
  }
}

export const stopSteps = (): void => stop.abort()
