import { create } from 'zustand'
import type { Bridge } from '../../shared/bridge'
import type { Asked } from '../../shared/contract'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import { toast } from '../components/toast'
import { ask } from '../core/ask'
import { parseRoute } from '../views/route'
import { lessonTexts as texts } from './texts'

type Asking = Asked<'lessons.run'>

export interface Wanted {
  readonly key: string
  readonly from: number
  readonly through: number
}

interface LessonRun {
  /** What is to run as soon as there is a terminal for it. */
  readonly wanted: Wanted | null
  /** What runs, in whichever view one looks; null while nothing does. */
  readonly asking: Asking | null
  /** Why the last one of this lesson did not run. */
  readonly refused: { readonly key: string; readonly error: ErrorInfo } | null
}

export const useLessonRun = create<LessonRun>()(() => ({ wanted: null, asking: null, refused: null }))

export const wantSteps = (wanted: Wanted | null): void => useLessonRun.setState({ wanted })

let stop = new AbortController()

/** Goes on when its view is left; a reload of the page stops it. */
export const runSteps = async (bridge: Bridge, asking: Asking): Promise<void> => {
  if (useLessonRun.getState().asking !== null) return
  stop = new AbortController()
  useLessonRun.setState({ wanted: null, asking, refused: null })
  try {
    const report = await ask(bridge, 'lessons.run', asking, stop.signal)
    // Who looks at the lesson, or takes the first steps, sees it there.
    const { view, subject } = parseRoute(location.hash)
    const isSeen = view === 'welcome' || (view === 'lessons' && subject === asking.key)
    if (!isSeen)
      toast({ tone: report.passed ? 'ok' : 'bad', title: texts.ended(report.title, report.passed) })
  } catch (error) {
    const { info } = toFailure(error)
    if (info.code !== 'CANCELLED') useLessonRun.setState({ refused: { key: asking.key, error: info } })
  } finally {
    useLessonRun.setState({ asking: null })
  }
}

export const stopSteps = (): void => stop.abort()
