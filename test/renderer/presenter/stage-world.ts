import { stageAfter } from '../../../src/renderer/presenter/stage-machine'
import { firstState, type StageState } from '../../../src/renderer/presenter/stage-state'
import type { StageEvent } from '../../../src/renderer/presenter/stage-event'
import { Failure, type ErrorInfo } from '../../../src/shared/errors'
import type { LessonStepReport } from '../../../src/shared/domain/lesson'
import { fakePlan } from '../fake/fake-fleet'

export const runnable = [true, false, true, true]

export const reportOf = (passed: boolean): LessonStepReport => ({
  title: 'A step',
  passed,
  output: '',
  stopped: passed ? null : { line: 'client.nothing()', error: 'AttributeError: nothing' },
  acts: [],
  checks: [],
})

export const refusal: ErrorInfo = new Failure({
  code: 'CAVE_UNREACHABLE',
  what: 'It did not start.',
  why: 'Nothing answers.',
  fix: 'Start the fleet.',
}).info

/** The stage with what stands behind it: a Python that knows what the steps made, and runs that are under way there. */
export class StageWorld {
  state: StageState = firstState(runnable)
  /** Steps whose names Python has. */
  readonly knows = new Set<number>()
  /** Those that the presenter went past. */
  readonly past = new Set<number>()
  /** Begun by the stage and not ended yet. */
  inFlight: { readonly id: number; readonly step: number } | null = null
  /** Every run that began, in its order. */
  readonly began: { readonly step: number; readonly fast: boolean }[] = []
  /** What would go was told since it was asked last. */
  private told = false
  /** And was agreed to. */
  private agreed = false

  tell(event: StageEvent): void {
    const before = this.state
    const { trouble, left } = before
    if (!left && (event.kind === 'skip' || event.kind === 'accept') && typeof trouble?.of === 'number')
      this.past.add(trouble.of)
    if (event.kind === 'confirm' && this.told && !before.black) this.agreed = true
    if (event.kind === 'over' || event.kind === 'confirm' || event.kind === 'cancel') this.told = false
    this.state = stageAfter(before, event)
    const { run, phase } = this.state
    if (phase === 'resetting' && before.phase !== 'resetting' && !this.agreed)
      throw new Error('It starts over, and nobody was told what goes.')
    if (phase !== 'resetting' && phase !== 'stopping' && this.state.trouble?.of !== 'reset')
      this.agreed = false
    if (run === null || run.id === before.run?.id) return
    if (this.state.black) throw new Error('A run began in the dark.')
    if (this.inFlight !== null) throw new Error('Two runs at once.')
    if (this.state.fleet !== 'ready' || this.state.python !== 'ready')
      throw new Error('A run began that nothing can take.')
    for (let step = 0; step < run.step; step += 1)
      if (this.state.runnable[step] && !this.knows.has(step) && !this.past.has(step))
        throw new Error(`Step ${run.step} began without step ${step}.`)
    this.inFlight = run
    this.began.push({ step: run.step, fast: run.fast })
  }

  ready(): void {
    this.tell({ kind: 'fleet', fleet: 'ready' })
    this.tell({ kind: 'python', python: 'ready' })
  }

  /** What is under way comes to its end. */
  end(passed: boolean): void {
    const ended = this.inFlight
    if (ended === null) return
    this.inFlight = null
    const stopped = this.state.phase === 'stopping'
    if (passed && !stopped) this.knows.add(ended.step)
    this.tell({ kind: 'ended', id: ended.id, report: reportOf(passed), error: null })
  }

  /** What would go is known, or cannot be. */
  plans(error: ErrorInfo | null = null): void {
    this.told = this.state.asking !== null && error === null
    this.tell({
      kind: 'plan',
      id: this.state.lastAsked,
      plan: error === null ? fakePlan(true) : null,
      error,
    })
  }

  /** The file is saved with these steps. */
  saves(steps: readonly boolean[]): void {
    const before = this.state.runnable
    for (const known of [this.knows, this.past])
      for (const step of known)
        if (steps.length !== before.length || steps[step] !== before[step]) known.delete(step)
    this.tell({ kind: 'lesson', runnable: steps })
  }

  /** A step that is run again has failed before: what it made is not relied upon. */
  forget(): void {
    this.knows.clear()
    this.tell({ kind: 'forgotten' })
  }

  resetEnds(error: ErrorInfo | null): void {
    if (this.state.phase !== 'resetting') return
    if (error === null) {
      this.knows.clear()
      this.past.clear()
    }
    this.tell({ kind: 'reset', error })
  }

  /** With a world that works, the clicker's one key leads to the end. */
  pressToTheEnd(): void {
    this.ready()
    this.tell({ kind: 'cancel' })
    for (let press = 0; press < 30 && this.state.phase !== 'end'; press += 1) {
      this.tell({ kind: 'next' })
      while (this.inFlight !== null) this.end(true)
      this.resetEnds(null)
    }
  }
}
