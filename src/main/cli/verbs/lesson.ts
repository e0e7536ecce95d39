import type { Lesson, LessonReport, LessonStepReport } from '../../../shared/domain/lesson'
import { lessonFailure } from '../../lessons/lesson-failure'
import { demandFleet } from '../../lessons/lessons'
import type { FleetController } from '../../fleet/controller'
import type { Restart } from '../../lessons/play-step'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'
import { textTable } from '../text-table'

export const listLessons = async (session: Session): Verb => {
  const lessons = await (await (await session.core()).lessons()).list()
  for (const { id, title, about, fleets, steps } of lessons) {
    session.output.event({ type: 'lesson', id, title, about, fleets, steps: steps.length })
  }
  session.output.text(
    textTable(
      ['NAME', 'TITLE', 'STEPS', 'ABOUT'],
      lessons.map((lesson) => [lesson.id, lesson.title, String(lesson.steps.length), lesson.about]),
      80,
    ),
  )
  return undefined
}

const stepText = (step: LessonStepReport): string =>
  [
    `${step.passed ? '✓' : '✗'} ${step.title}`,
    ...step.output
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `    ${line}`),
    ...step.checks.map(
      (check) =>
        `  ${check.passed ? '✓' : '✗'} ${check.that}${check.passed || check.detail === '' ? '' : `: ${check.detail}`}`,
    ),
  ]
    .map(plain)
    .join('\n')

/** What is lost while it works comes back by itself, as with a panel that is open. */
const healing = async <T>(
  controller: FleetController,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> => {
  const over = new AbortController()
  const end = (): void => over.abort()
  signal.addEventListener('abort', end, { once: true })
  const watching = (async () => {
    for await (const _ of controller.watch(over.signal, { heals: true }));
  })()
  try {
    return await work()
  } finally {
    end()
    signal.removeEventListener('abort', end)
    // What came of the lesson is told; why a fleet could not be looked at, its own verbs tell.
    await watching.catch(() => undefined)
  }
}

/** Runs a lesson's steps and tells each as it ends. Fails when a step does. */
export const perform = async (session: Session, lesson: Lesson): Verb => {
  const { output } = session
  const controller = await session.controller()
  demandFleet(lesson, controller.kind)
  const lessons = await (await session.core()).lessons()
  let told = ''
  await lessons.prepare(({ state, detail }) => {
    // The first time takes half a minute: 40 packages are fetched.
    if (state !== 'preparing' || detail === told) return
    told = detail
    output.note(`Python environment: ${plain(detail)}`)
  }, session.signal)
  output.note(`${lesson.title}: ${lesson.about}`)
  const tell = (step: LessonStepReport): void =>
    output.result({ type: 'lesson-step', lesson: lesson.id, ...step }, stepText(step))
  const restart: Restart = (service, signal) => controller.service(service, 'restart', signal)
  const play = (): Promise<LessonReport> => lessons.run(lesson, tell, session.signal, restart)
  const report = await healing(controller, session.signal, () => controller.keepSettled(play, session.signal))
  const passed = report.steps.filter((step) => step.passed).length
  output.result(
    {
      type: 'lesson-report',
      lesson: report.id,
      passed: report.passed,
      elapsed: report.elapsed,
      steps: lesson.steps.length,
      stepsPassed: passed,
    },
    `${report.passed ? 'Passed' : 'FAILED'}: ${passed} of ${lesson.steps.length} steps in ${(report.elapsed / 1000).toFixed(1)} s.`,
  )
  if (report.passed) return undefined
  // Asked now: a fleet that ended meanwhile is the cause of whatever failed then.
  throw lessonFailure(report, await controller.status(session.signal))
}

export const runLesson = async (session: Session, name: string): Verb =>
  perform(session, await (await (await session.core()).lessons()).find(name))
