import { join } from 'node:path'
import type { Lesson, LessonReport, LessonStep, LessonStepReport } from '../../shared/domain/lesson'
import { childEnvironment } from '../terminal/child-environment'
import { startContainedPython } from '../terminal/container/container-process'
import type { Environment, Python } from '../terminal/environment'
import { startPython, type PythonProcess } from '../terminal/python-process'
import { notStarted, pythonEnded, startDriver } from './driver'
import { playStep, type Ended, type LessonEvent, type Restart } from './play-step'

export interface RunOptions {
  readonly address: string
  readonly environment: Environment
  readonly resources: string
  readonly onEvent: (event: LessonEvent) => void
  readonly restart: Restart
  readonly signal: AbortSignal
}

/** The client's first import, and connecting to a fleet that is busy starting. */
export const startLimit = 60_000

const script = 'lesson_driver.py'

const startScript = async (
  python: Python,
  address: string,
  resources: string,
  signal: AbortSignal,
): Promise<PythonProcess> =>
  python.place === 'host'
    ? startPython(
        python.file,
        join(resources, 'python', script),
        childEnvironment(process.env, address, python.folder),
      )
    : startContainedPython({ source: python.source, resources, address, script }, signal)

const notRun = (step: LessonStep, why: string): LessonStepReport => ({
  title: step.title,
  passed: false,
  output: step.expect.length === 0 ? `(${why})` : '',
  stopped: null,
  acts: [],
  checks: step.expect.map(({ that }) => ({ that, passed: false, detail: why })),
})

/** Runs a lesson without a window: every command as typed, every check after it, in one Python process. */
export const runLesson = async (lesson: Lesson, options: RunOptions): Promise<LessonReport> => {
  const { address, environment, resources, onEvent, restart, signal } = options
  const started = Date.now()
  const python = await environment.ready(signal)
  const driver = startDriver({ python: await startScript(python, address, resources, signal), signal })
  try {
    const ready = await driver.ask('prepare', '', startLimit)
    if (!ready.ok) throw ready.ended ? pythonEnded(ready.error) : notStarted(ready.error)
    const reports: LessonStepReport[] = []
    let goOn = true
    for (const [index, step] of lesson.steps.entries()) {
      onEvent({ kind: 'step', index, step })
      const ended: Ended = goOn
        ? await playStep(step, { driver, tell: onEvent, restart, pauses: false, signal })
        : { report: notRun(step, 'not run, since an earlier step failed'), goOn }
      goOn = ended.goOn
      reports.push(ended.report)
      onEvent({ kind: 'step-ended', index, report: ended.report })
    }
    return {
      id: lesson.id,
      title: lesson.title,
      passed: reports.every((report) => report.passed),
      elapsed: Date.now() - started,
      steps: reports,
    }
  } finally {
    await driver.end()
  }
}
