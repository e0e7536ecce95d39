import { join } from 'node:path'
import type { Lesson, LessonReport, LessonStep, LessonStepReport } from '../../shared/domain/teaching'
import { childEnvironment } from '../terminal/child-environment'
import type { Environment } from '../terminal/environment'
import { notStarted, pythonEnded, startDriver, type Driver } from './driver'
import { errorOf, lineOf } from './lesson-failure'

type CheckReport = LessonStepReport['checks'][number]

/** What happens in a lesson while it runs. */
export type LessonEvent =
  | { readonly kind: 'step'; readonly index: number; readonly step: LessonStep }
  | { readonly kind: 'command'; readonly code: string }
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'step-ended'; readonly index: number; readonly report: LessonStepReport }

export interface RunOptions {
  readonly address: string
  readonly environment: Environment
  readonly resources: string
  readonly onEvent: (event: LessonEvent) => void
  readonly signal: AbortSignal
}

/** The client's first import, and connecting to a fleet that is busy starting. */
const startLimit = 60_000

/** As a Python session shows what is typed. */
const typed = (code: string): string =>
  code
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? '>>>' : '...'} ${line}`.trimEnd())
    .join('\n')

const notRun = (step: LessonStep, why: string): LessonStepReport => ({
  title: step.title,
  passed: false,
  output: step.expect.length === 0 ? `(${why})` : '',
  stopped: null,
  checks: step.expect.map(({ that }) => ({ that, passed: false, detail: why })),
})

interface Ended {
  readonly report: LessonStepReport
  /** Later steps build on this one's commands: they are not run when one of them failed. */
  readonly goOn: boolean
}

const runStep = async (
  driver: Driver,
  step: LessonStep,
  tell: (event: LessonEvent) => void,
): Promise<Ended> => {
  const until = Date.now() + step.limit * 1000
  const left = (): number => Math.max(1, until - Date.now())
  const lines: string[] = []
  const show = (text: string): void => {
    if (text === '') return
    lines.push(text.trimEnd())
    tell({ kind: 'output', text })
  }
  let goOn = true
  let stopped: LessonStepReport['stopped'] = null
  for (const code of step.run) {
    tell({ kind: 'command', code })
    lines.push(typed(code))
    const verdict = await driver.ask('execute', code, left())
    show(verdict.output)
    show(verdict.error)
    goOn = verdict.ok
    if (goOn) continue
    stopped = { line: lineOf(code, verdict.error), error: errorOf(verdict.error) }
    break
  }
  const checks: CheckReport[] = []
  for (const { that, check } of step.expect) {
    if (!goOn) {
      checks.push({ that, passed: false, detail: 'not looked at, since a command before it failed' })
      continue
    }
    const verdict = await driver.ask('check', check, left())
    checks.push({ that, passed: verdict.ok, detail: verdict.error })
    goOn = !verdict.ended
  }
  const passed = goOn && checks.every((check) => check.passed)
  return { report: { title: step.title, passed, output: lines.join('\n'), stopped, checks }, goOn }
}

/** Runs a lesson without a window: every command as typed, every check after it, in one Python process. */
export const runLesson = async (lesson: Lesson, options: RunOptions): Promise<LessonReport> => {
  const { address, environment, resources, onEvent, signal } = options
  const started = Date.now()
  const python = await environment.ready(signal)
  const driver = startDriver({
    python: python.file,
    script: join(resources, 'python', 'lesson_driver.py'),
    environment: childEnvironment(process.env, address, python.folder),
    signal,
  })
  try {
    const ready = await driver.ask('prepare', '', startLimit)
    if (!ready.ok) throw ready.ended ? pythonEnded(ready.error) : notStarted(ready.error)
    const reports: LessonStepReport[] = []
    let goOn = true
    for (const [index, step] of lesson.steps.entries()) {
      onEvent({ kind: 'step', index, step })
      const ended: Ended = goOn
        ? await runStep(driver, step, onEvent)
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
