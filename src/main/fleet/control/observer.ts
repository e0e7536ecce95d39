import type { FleetPhase, FleetStatus, Healing, Job } from '../../../shared/domain/fleet'
import type { Service } from '../../../shared/domain/service'
import type { StepView } from '../../../shared/domain/step'
import { Failure, toFailure, type ErrorInfo } from '../../../shared/errors'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import type { Jobs } from './jobs'
import { Latest } from '../../waiting/latest'
import { seconds, within, type Limit } from '../../waiting/limit'
import { lookSteps } from './look-steps'
import { phaseOf } from './phase'

const datastack = 'fake_datastack'

/** What was last seen of the fleet, put together to the status that panels show. */
export class Observer {
  readonly latest = new Latest<FleetStatus>()
  readonly #fleet: Fleet
  readonly #reason: string
  readonly #jobs: () => Jobs
  readonly #limit: Limit
  #services: readonly Service[] = []
  #steps: readonly StepView[] = []
  #other: Job | null = null
  /** Why the last start failed. */
  #error: ErrorInfo | null = null
  /** Why the last look at the services failed. */
  #lookError: ErrorInfo | null = null
  #healing: Healing | null = null
  /** Whether the services were out of sight since one of them was last seen running, or none was seen yet. */
  #engineLost = true
  #published = ''

  constructor(fleet: Fleet, reason: string, jobs: () => Jobs, limitMilliseconds: number) {
    this.#fleet = fleet
    this.#reason = reason
    this.#jobs = jobs
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

  showHealing(healing: Healing): void {
    this.#healing = healing
    this.publish()
  }

  get engineLost(): boolean {
    return this.#engineLost
  }

  /** Forgets how earlier runs went: the fleet they speak of is gone. */
  forgetSteps(): void {
    this.#steps = []
    this.#error = null
  }

  /**
   * A look at the services; with `full`, also at every step, unless a job is changing them. What changes the phase changes
   * what holds of the steps: they are looked at then as well, before either is shown; and for as long as the fleet is
   * degraded, since what is wrong may pass by itself. A service that began anew may have forgotten what it held, although
   * it was not seen to be gone.
   */
  async look(full: boolean, signal: AbortSignal): Promise<FleetStatus> {
    const before = this.#phase()
    const [services, other] = await Promise.all([this.#lookServices(signal), this.#jobs().other()])
    this.#other = other
    const anew = beganAnew(this.#services, services)
    this.#services = services
    if (this.#lookError !== null) this.#engineLost = true
    else if (services.some(({ state }) => state !== 'stopped' && state !== 'absent')) this.#engineLost = false
    const now = this.#phase()
    const steps = full || anew || this.#steps.length === 0 || now !== before || now === 'degraded'
    if (steps && this.#jobs().own === null) {
      const known = new Map(this.#steps.map((step) => [step.id, step]))
      this.#steps = await lookSteps(this.#stepsToLookAt(), this.#fleet, known, signal)
    }
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
      healing: this.#healing,
      error: this.#lookError ?? this.#error,
    }
    const text = JSON.stringify(status)
    if (text !== this.#published) this.latest.set(status)
    this.#published = text
    return status
  }

  #job(): Job | null {
    return this.#jobs().own ?? this.#other
  }

  #phase(): FleetPhase {
    const seen = { job: this.#job(), services: this.#services, steps: this.#steps }
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

  async #lookServices(signal: AbortSignal): Promise<readonly Service[]> {
    try {
      const services = await within(signal, this.#limit, (limited) => this.#fleet.services(limited))
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

const beganAnew = (before: readonly Service[], now: readonly Service[]): boolean =>
  now.some(({ name, startedAt }) => {
    const known = before.find((service) => service.name === name)
    return known !== undefined && startedAt !== null && known.startedAt !== startedAt
  })
