import type { Lesson, LessonReport, LessonStepReport } from '../../shared/domain/lesson'
import { noProgress, type LessonProgress } from '../../shared/domain/lesson-shelf'
import { Failure } from '../../shared/errors'
import type { Session } from '../terminal/session'
import { Latest } from '../waiting/latest'
import { notStarted } from './driver'
import { playStep, type Restart } from './play-step'
import { startLimit } from './run-lesson'
import { terminalDriver } from './terminal-driver'

export interface Performance {
  readonly lesson: Lesson
  readonly key: string
  /** The first and the last step, counted from 0. */
  readonly from: number
  readonly through: number
  readonly paced: boolean
  readonly keyTime: number
  readonly restart: Restart
}

/** Lessons in terminal sessions, and what became of them there. */
export interface Stage {
  run(session: Session, performance: Performance, signal: AbortSignal): Promise<LessonReport>
  progress(session: Session, signal: AbortSignal): AsyncIterable<LessonProgress>
}

const occupied = (): Failure =>
  new Failure({
    code: 'TERMINAL_BUSY',
    what: 'The lesson did not start.',
    why: 'Another lesson runs in this terminal.',
    fix: 'Stop that one first, or let it end.',
  })

interface Seat {
  readonly progress: Latest<LessonProgress>
  taken: boolean
}

export const createStage = (): Stage => {
  const seats = new WeakMap<Session, Seat>()

  const seatOf = (session: Session): Seat => {
    const known = seats.get(session)
    if (known !== undefined) return known
    const seat: Seat = { progress: new Latest<LessonProgress>(), taken: false }
    seat.progress.set(noProgress)
    // The names that its steps made are gone, so nothing of it was done any more.
    session.onRestart(() => seat.progress.set(noProgress))
    seats.set(session, seat)
    return seat
  }

  const now = (seat: Seat): LessonProgress => seat.progress.value ?? noProgress

  const note = (seat: Seat, running: number | null, index: number, report: LessonStepReport | null): void => {
    const before = now(seat)
    // Its Python was started anew meanwhile: what comes late is of the one before.
    if (before.key === null) return
    seat.progress.set({
      ...before,
      running,
      steps: before.steps.map((step, at) => (at === index ? report : step)),
    })
  }

  /** Verdicts of steps that are about to be run are old; from its beginning on, all are. Tells whether the lesson begins anew. */
  const begin = (seat: Seat, { key, lesson, from, through }: Performance): boolean => {
    const before = now(seat)
    const kept = before.key === key && before.steps.length === lesson.steps.length && from > 0
    const steps = lesson.steps.map((_step, index) =>
      kept && (index < from || index > through) ? (before.steps[index] ?? null) : null,
    )
    seat.progress.set({ key, running: from, steps })
    return !kept
  }

  const play = async (
    seat: Seat,
    session: Session,
    { lesson, from, through, paced, keyTime, restart }: Performance,
    anew: boolean,
    signal: AbortSignal,
  ): Promise<readonly LessonStepReport[]> => {
    const driver = terminalDriver(session, { paced, keyTime, signal })
    // As without a window, a lesson begins with a client of its own: one that was used before keeps to the version that it found then.
    const ready = await driver.ask('prepare', anew ? 'anew' : '', startLimit)
    if (!ready.ok) throw notStarted(ready.error)
    const reports: LessonStepReport[] = []
    for (const [index, step] of lesson.steps.entries()) {
      if (index < from || index > through) continue
      note(seat, index, index, null)
      const { report, goOn } = await playStep(step, {
        driver,
        tell: (event) => {
          if (event.kind === 'progress') note(seat, index, index, event.report)
        },
        restart,
        pauses: paced,
        signal,
      })
      note(seat, index, index, report)
      reports.push(report)
      if (!goOn) break
    }
    return reports
  }

  return {
    async run(session, performance, signal) {
      const seat = seatOf(session)
      if (seat.taken) throw occupied()
      seat.taken = true
      const started = Date.now()
      const { id, title } = performance.lesson
      const anew = begin(seat, performance)
      try {
        const steps = await play(seat, session, performance, anew, signal)
        const passed = steps.every((step) => step.passed)
        return { id, title, passed, elapsed: Date.now() - started, steps: [...steps] }
      } finally {
        const { running } = now(seat)
        // A step that was stopped in its middle came to nothing.
        if (running !== null && signal.aborted) note(seat, null, running, null)
        seat.progress.set({ ...now(seat), running: null })
        seat.taken = false
      }
    },
    progress: (session, signal) => seatOf(session).progress.follow(50, signal),
  }
}
