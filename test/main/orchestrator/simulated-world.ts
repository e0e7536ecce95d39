import type { RecordStore, RunRecord } from '../../../src/main/orchestrator/record'
import type { Finding, Step } from '../../../src/main/orchestrator/step'
import type { StepView } from '../../../src/shared/domain/step'
import type { VirtualClock } from './virtual-clock'

export interface Script {
  readonly needs: readonly string[]
  /** Whether the postcondition holds from the start. */
  readonly holds: boolean
  /** Milliseconds of a probe and of an action; the limit is 300. */
  readonly probing: number
  readonly acting: number
  /** What becomes of its actions, one after another; those after the last work. */
  readonly outcomes: readonly string[]
  /** Which of its probes throws, counted from 1; 0 for none. */
  readonly probeThrows: number
}

/**
 * What steps act on, across processes. It notes each breach of the rules that an action alone can see: acting before the
 * needs hold, acting where the postcondition holds, two actions of a step at once.
 */
export class SimulatedWorld {
  readonly holding = new Set<string>()
  readonly faults: string[] = []
  actions = 0
  saved: RunRecord = {}
  #calm = false
  #life = 0
  #process: { clock: VirtualClock; steps: readonly Step<SimulatedWorld>[] } | undefined
  #interrupted: readonly string[] = []
  readonly #acting = new Map<string, AbortSignal>()
  readonly #attempts = new Map<string, number>()
  readonly #probes = new Map<string, number>()
  readonly #scripts: readonly Script[]
  readonly #newClock: () => VirtualClock

  constructor(scripts: readonly Script[], newClock: () => VirtualClock) {
    this.#scripts = scripts
    this.#newClock = newClock
    for (const [i, script] of scripts.entries()) if (script.holds) this.holding.add(`s${i}`)
  }

  /** What a run needs. Runs of one process share its clock and its steps. */
  begin() {
    const clock = this.#process?.clock ?? this.#newClock()
    const life = this.#life
    const steps =
      this.#process?.steps ?? this.#scripts.map((script, i) => this.#step(`s${i}`, script, clock, life))
    this.#process = { clock, steps }
    const records: RecordStore = {
      load: () => Promise.resolve(this.saved),
      save: async (record) => {
        await clock.sleep(1)
        if (life === this.#life) this.saved = record
      },
    }
    const story: (readonly StepView[])[] = []
    return { clock, steps, records, story }
  }

  /** The process ends here and now: nothing that it had begun goes on. */
  kill(): void {
    // One that was told to stop and left behind belongs to no run any more.
    this.#interrupted = [...this.#acting].flatMap(([id, signal]) => (signal.aborted ? [] : [id]))
    this.#acting.clear()
    this.#life++
    this.#process = undefined
  }

  /** Steps that the next run has to call interrupted; asked once. */
  interrupted(): readonly string[] {
    const interrupted = this.#interrupted
    this.#interrupted = []
    return interrupted
  }

  becomeCalm(): void {
    this.#calm = true
  }

  #step(id: string, script: Script, clock: VirtualClock, life: number): Step<SimulatedWorld> {
    return {
      id,
      title: id,
      needs: script.needs,
      limit: { milliseconds: this.#calm ? 60_000 : 300, reason: 'this is a test' },
      probe: () => this.#probe(id, script, clock),
      act: (_context, report, signal) => {
        report.log(`${id} acts`)
        return this.#act(id, script, clock, life, signal)
      },
      explain: (error) => ({ code: 'STEP_FAILED', what: `${id} failed.`, why: String(error), fix: '' }),
    }
  }

  async #probe(id: string, script: Script, clock: VirtualClock): Promise<Finding> {
    const count = (this.#probes.get(id) ?? 0) + 1
    this.#probes.set(id, count)
    await clock.sleep(script.probing)
    if (!this.#calm && count === script.probeThrows) throw new Error('The probe threw.')
    return { holds: this.holding.has(id), detail: id }
  }

  async #act(
    id: string,
    script: Script,
    clock: VirtualClock,
    life: number,
    signal: AbortSignal,
  ): Promise<void> {
    // What a killed process was about to do next never happens.
    if (life !== this.#life) return new Promise(() => undefined)
    this.actions++
    for (const need of script.needs)
      if (!this.holding.has(need)) this.faults.push(`${id} acts before ${need}`)
    if (this.holding.has(id)) this.faults.push(`${id} acts where nothing is to be done`)
    if (this.#acting.has(id)) this.faults.push(`${id} acts twice at once`)
    this.#acting.set(id, signal)
    try {
      await this.#work(id, script, clock, life, signal)
    } finally {
      if (life === this.#life) this.#acting.delete(id)
    }
  }

  async #work(
    id: string,
    script: Script,
    clock: VirtualClock,
    life: number,
    signal: AbortSignal,
  ): Promise<void> {
    const attempt = this.#attempts.get(id) ?? 0
    this.#attempts.set(id, attempt + 1)
    const outcome = this.#calm ? 'works' : (script.outcomes[attempt] ?? 'works')
    const stopped = new Promise((resolve) => {
      signal.addEventListener('abort', resolve)
    })
    const end = outcome === 'hangs' ? new Promise(() => undefined) : clock.sleep(script.acting)
    // A deaf action goes on beyond its limit and the grace, and then has its effect after all.
    await (outcome === 'is deaf' ? clock.sleep(6000 + script.acting) : Promise.race([end, stopped]))
    if (signal.aborted && outcome !== 'is deaf') throw new Error('The action was stopped.')
    if (outcome === 'fails') throw new Error('The action failed.')
    if (outcome !== 'has no effect' && life === this.#life) this.holding.add(id)
  }
}
