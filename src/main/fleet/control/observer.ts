import type { FleetPhase, FleetStatus, Healing, Job } from '../../../shared/domain/fleet'
import type { Service } from '../../../shared/domain/service'
import type { StepView } from '../../../shared/domain/step'
import { Failure, toFailure, type ErrorInfo } from '../../../shared/errors'
import type { RunRecord } from '../../orchestrator/record'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import type { Jobs } from './jobs'
import { Latest } from '../../waiting/latest'
import { seconds, within, type Limit } from '../../waiting/limit'
import { lookSteps } from './look-steps'
import { pastFailures } from './past-failures'
import { phaseOf } from './phase'
import type { Workflows } from './workflows'

const datastack = 'fake_datastack'

/** It takes well under a second; a status must not wait for services that do not answer. */
const settleMilliseconds = 3000

/**
 * What is looked at. `usual`: the services, and every step where something has changed. What changes the phase changes what holds of
 * the steps, so that they are looked at before either is shown; and for as long as the fleet is degraded, since what is wrong may pass
 * by itself. A service that began anew may have forgotten what it held, although it was not seen to be gone.
 */
export type Extent = 'services' | 'usual' | 'full'

export interface ObserverOptions {
  readonly fleet: Fleet
  /** Why this kind of fleet: one sentence. */
  readonly reason: string
  readonly jobs: () => Jobs
  readonly workflows: () => Workflows
  /** How long the services may take to be looked at. */
  readonly limitMilliseconds: number
  /** What the last start has left on record, whichever process made it; nothing where the fleet is not wanted. */
  readonly records: () => Promise<RunRecord>
}

/** What was last seen of the fleet, put together to the status that panels show. */
export class Observer {
  readonly latest = new Latest<FleetStatus>()
  readonly #fleet: Fleet
  readonly #reason: string
  readonly #jobs: () => Jobs
  readonly #limit: Limit
  readonly #workflows: () => Workflows
  readonly #records: () => Promise<RunRecord>
  #services: readonly Service[] = []
  #steps: readonly StepView[] = []
  #other: Job | null = null
  /** Whether a start of another process has ended, and what it has left on record was not read yet. */
  #startEnded = false
  /** Why the last start failed. */
  #error: ErrorInfo | null = null
  /** Why the last look at the services failed. */
  #lookError: ErrorInfo | null = null
  #healing: Healing | null = null
  /** What a client's materialization has come to. */
  #news: Healing | null = null
  /** Whether the services were out of sight since one of them was last seen running, or none was seen yet. */
  #engineLost = true
  #published = ''

  constructor({ fleet, reason, jobs, workflows, limitMilliseconds, records }: ObserverOptions) {
    this.#fleet = fleet
    this.#reason = reason
    this.#jobs = jobs
    this.#workflows = workflows
    this.#records = records
    this.#limit = { milliseconds: limitMilliseconds, over: () => hangs(fleet, limitMilliseconds) }
  }

  /** Steps as a run of this process tells of them. */
  showSteps(steps: readonly StepView[]): void {
    this.#steps = steps
    this.publish()
  }

  /** Why the last start failed; null when one begins or has succeeded. */
  showError(error: ErrorInfo | null): void {
    this.#error = error
    this.publish()
  }

  showHealing(healing: Healing | null): void {
    this.#healing = healing
    this.publish()
  }

  showNews(news: Healing | null): void {
    this.#news = news
    this.publish()
  }

  get engineLost(): boolean {
    return this.#engineLost
  }

  /** Whether a job of this home was under way at the last look, here or in another process. A client's materialization is none. */
  get isBusy(): boolean {
    return this.#jobs().own !== null || this.#other !== null
  }

  /** Forgets how earlier runs went: the fleet they speak of is gone. */
  forgetSteps(): void {
    this.#steps = []
    this.#error = null
  }

  /** `patient` waits for figures that the machine takes a second to tell: for a look that is not repeated. */
  async look(extent: Extent, signal: AbortSignal, patient = false): Promise<FleetStatus> {
    // A job of this process tells of the steps itself: that it begins or ends is no reason to look at them.
    const before = this.#phase(this.#other)
    const wasLost = this.#lookError !== null
    const [seen, other] = await Promise.all([
      this.#lookServices(signal, patient),
      this.#jobs().other(),
      extent === 'full' && this.#lookError === null ? this.#lookSteps(signal) : undefined,
    ])
    // A start that another process made has ended.
    if (this.#other?.kind === 'up' && other === null) this.#startEnded = true
    this.#other = other
    // Work that has just ended leaves a slow machine busy: one answer that came too late is no news of a service.
    const isDoubtful = before !== 'degraded' && this.#phaseWith(seen) === 'degraded'
    const services = isDoubtful ? await this.#lookServices(signal, patient) : seen
    const anew = beganAnew(this.#services, services)
    this.#services = services
    if (this.#lookError !== null) this.#engineLost = true
    else if (services.some(({ state }) => state !== 'stopped' && state !== 'absent')) this.#engineLost = false
    const now = this.#phase(this.#other)
    // What was known of the steps while nothing could be looked at is that nothing holds.
    const isBack = wasLost && this.#lookError === null
    const changed =
      anew || isBack || this.#startEnded || this.#steps.length === 0 || now !== before || now === 'degraded'
    // What was looked at beside an engine that does not answer is not known any more.
    if (extent !== 'services' && (extent === 'full' ? this.#lookError !== null : changed))
      await this.#lookSteps(signal)
    return this.publish()
  }

  publish(): FleetStatus {
    const phase = this.#phase()
    // It runs now: whatever failed has been put right, here or by another process.
    if (phase === 'ready') {
      this.#error = null
      if (this.#healing?.state === 'failed') this.#healing = null
    }
    const status: FleetStatus = {
      kind: this.#fleet.kind,
      reason: this.#reason,
      phase,
      address: this.#fleet.address,
      datastack,
      steps: [...this.#steps],
      services: [...this.#services],
      job: this.#job(),
      healing: newest(this.#healing, this.#news),
      error: this.#lookError ?? this.#error,
    }
    const text = JSON.stringify(status)
    if (text !== this.#published) this.latest.set(status)
    this.#published = text
    return status
  }

  #job(): Job | null {
    return this.#jobs().own ?? this.#other ?? this.#workflows().job
  }

  #phase(job = this.#job()): FleetPhase {
    return this.#phaseWith(this.#services, job)
  }

  #phaseWith(services: readonly Service[], job = this.#job()): FleetPhase {
    const seen = { job, services, steps: this.#steps }
    return phaseOf({ ...seen, failed: (this.#lookError ?? this.#error) !== null })
  }

  /** Where not even the services could be looked at nothing holds, as far as anybody knows; each probe would only take its own time. */
  #stepsToLookAt(): readonly Step<Fleet>[] {
    const error = this.#lookError
    if (error === null) return this.#fleet.steps
    return this.#fleet.steps.map((step) => ({
      ...step,
      probe: async () => ({ holds: false, detail: error.what }),
    }))
  }

  /** While a version is made the steps stay as they were: what a look meets then are sessions that were cut, not what is wrong. */
  async #lookSteps(signal: AbortSignal): Promise<void> {
    const workflows = this.#workflows()
    const isKnown = this.#steps.length > 0
    if (this.#jobs().own !== null || (isKnown && workflows.isUnderWay)) return
    await this.#settled(signal)
    const { cuts } = workflows
    const isTold = !isKnown || this.#startEnded
    this.#startEnded = false
    const past = !isTold ? [] : pastFailures(this.#fleet.steps, await this.#records())
    const known = new Map([...this.#steps, ...past].map((step) => [step.id, step]))
    const steps = await lookSteps(this.#stepsToLookAt(), this.#fleet, known, signal)
    if (isKnown && cuts !== workflows.cuts) return
    this.#steps = steps
    if (past.length > 0) this.#error ??= steps.find(({ state }) => state === 'failed')?.error ?? null
  }

  /** Not for ever: what cannot be settled is seen by the steps. */
  async #settled(signal: AbortSignal): Promise<void> {
    const patience = { milliseconds: settleMilliseconds, waitingFor: 'the services to be settled' } as const
    try {
      await within(signal, patience, (limited) => this.#workflows().settled(limited))
    } catch {
      signal.throwIfAborted()
    }
  }

  async #lookServices(signal: AbortSignal, patient: boolean): Promise<readonly Service[]> {
    try {
      const services = await within(signal, this.#limit, (limited) => this.#fleet.services(limited, patient))
      this.#lookError = null
      return services
    } catch (error) {
      signal.throwIfAborted()
      this.#lookError = toFailure(error, 'The services could not be looked at.').info
      return []
    }
  }
}

/** An engine that hangs cannot be used, just as one that is not there; the practice fleet's process has its verbs. */
const hangs = ({ kind }: Fleet, milliseconds: number): Failure =>
  new Failure({
    code: kind === 'genuine' ? 'ENGINE_MISSING' : 'TIMED_OUT',
    what: 'The services could not be looked at.',
    why: `${kind === 'genuine' ? 'The Docker engine' : 'The process of the practice fleet'} takes questions, and has answered none for ${seconds(milliseconds)}: it hangs, as after a sleep of the machine, or starts anew.`,
    fix:
      kind === 'genuine'
        ? 'It is looked at on and on. If it stays so, restart Docker (Docker Desktop: Troubleshoot > Restart).'
        : 'It is looked at on and on. If it stays so, stop the fleet and start it again.',
  })

const newest = (one: Healing | null, other: Healing | null): Healing | null =>
  one === null || (other !== null && other.at > one.at) ? other : one

const beganAnew = (before: readonly Service[], now: readonly Service[]): boolean =>
  now.some(({ name, startedAt }) => {
    const known = before.find((service) => service.name === name)
    return known !== undefined && startedAt !== null && known.startedAt !== startedAt
  })
