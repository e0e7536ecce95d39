import type { LessonAct, LessonStep, LessonStepReport } from '../../shared/domain/lesson'
import type { ServiceName } from '../../shared/domain/service'
import { cancelled, toFailure } from '../../shared/errors'
import { pause } from '../waiting/limit'
import type { Driver, Verdict } from './driver'
import { errorOf, lineOf } from './lesson-failure'

/** What happens in a lesson while it runs. */
export type LessonEvent =
  | { readonly kind: 'step'; readonly index: number; readonly step: LessonStep }
  | { readonly kind: 'command'; readonly code: string }
  | { readonly kind: 'output'; readonly text: string }
  /** What the step has come to so far. */
  | { readonly kind: 'progress'; readonly report: LessonStepReport }
  | { readonly kind: 'step-ended'; readonly index: number; readonly report: LessonStepReport }

export type Restart = (service: ServiceName, signal: AbortSignal) => Promise<void>

export interface PlayOptions {
  readonly driver: Driver
  readonly tell: (event: LessonEvent) => void
  readonly restart: Restart
  /** Whether somebody looks, so that pauses are kept. */
  readonly pauses: boolean
  readonly signal: AbortSignal
}

export interface Ended {
  readonly report: LessonStepReport
  /** Later steps build on this one's commands: they are not run when one of them failed. */
  readonly goOn: boolean
}

/** As a Python session shows what is typed. */
const typed = (code: string): string =>
  code
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? '>>>' : '...'} ${line}`.trimEnd())
    .join('\n')

type Stopped = LessonStepReport['stopped']

interface Done {
  readonly elapsed: number
  readonly stopped: Stopped
}

/** Something that is no command, done. */
const timed = async (line: string, work: () => Promise<void>, signal: AbortSignal): Promise<Done> => {
  const started = Date.now()
  try {
    await work()
    return { elapsed: Date.now() - started, stopped: null }
  } catch (error) {
    if (signal.aborted) throw cancelled('The lesson.')
    const { info } = toFailure(error, `${line} failed.`)
    return { elapsed: Date.now() - started, stopped: { line, error: `${info.what} ${info.why}` } }
  }
}

/** Runs one step: what it does in its order, then its checks. The same without a window and in a terminal. */
export const playStep = async (step: LessonStep, options: PlayOptions): Promise<Ended> => {
  const { driver, tell, restart, pauses, signal } = options
  /** Pauses and restarts are not the commands' time. */
  let left = step.limit * 1000
  const lines: string[] = []
  const acts: LessonStepReport['acts'] = []
  const checks: LessonStepReport['checks'] = []
  let stopped: Stopped = null
  let goOn = true

  const ask = async (kind: 'execute' | 'check', code: string): Promise<Verdict> => {
    const verdict = await driver.ask(kind, code, Math.max(1, left))
    left -= verdict.elapsed
    return verdict
  }
  const soFar = (passed: boolean): LessonStepReport => ({
    title: step.title,
    passed,
    output: lines.join('\n'),
    stopped,
    acts: [...acts],
    checks: [...checks],
  })
  const show = (text: string): void => {
    if (text === '') return
    lines.push(text.trimEnd())
    tell({ kind: 'output', text })
  }
  const perform = async (act: LessonAct): Promise<Done> => {
    if (typeof act === 'string') {
      tell({ kind: 'command', code: act })
      lines.push(typed(act))
      const { ok, output, error, elapsed } = await ask('execute', act)
      show(output)
      show(error)
      return { elapsed, stopped: ok ? null : { line: lineOf(act, error), error: errorOf(error) } }
    }
    if ('pause' in act) {
      const silence = pauses ? act.pause * 1000 : 0
      return timed('The pause', () => pause(silence, signal), signal)
    }
    const line = `Restart of ${act.restart}`
    lines.push(`(${line})`)
    return timed(line, () => restart(act.restart, signal), signal)
  }

  for (const act of step.run) {
    const done = await perform(act)
    stopped = done.stopped
    acts.push({ ok: stopped === null, elapsed: done.elapsed })
    tell({ kind: 'progress', report: soFar(false) })
    goOn = stopped === null
    if (!goOn) break
  }
  for (const { that, check } of step.expect) {
    if (goOn) {
      const verdict = await ask('check', check)
      checks.push({ that, passed: verdict.ok, detail: verdict.error })
      goOn = !verdict.ended
    } else {
      checks.push({ that, passed: false, detail: 'not looked at, since a command before it failed' })
    }
    tell({ kind: 'progress', report: soFar(false) })
  }
  return { report: soFar(goOn && checks.every((check) => check.passed)), goOn }
}
