import type { Healing, Job } from '../../../shared/domain/fleet'
import type { Service } from '../../../shared/domain/service'
import { toFailure } from '../../../shared/errors'
import type { Fleet } from '../fleet'
import type { WorkerNews } from '../materialize-log'
import { workerLog } from '../worker-log'
import { silenceFor } from '../worker-runs'
import type { Jobs } from './jobs'
import { afterNews, type Workflow, type WorkflowEnd } from './workflow'
import { failureOf, healed, jobOf, notHealed, settlingJobOf } from './workflow-words'

export interface WorkflowsOptions {
  readonly fleet: Pick<Fleet, 'logs' | 'settle' | 'isSettled'>
  readonly jobs: () => Pick<Jobs, 'own' | 'other'>
  /** Called when something else is to be shown. */
  readonly changed: () => void
  /** Called when a run or a settling is over: what it has kept from being looked at can be looked at. */
  readonly over: () => void
  /** Told of what a run has come to, and apart from it of services that do not answer, which may pass. */
  readonly tell: (news: Healing) => void
  readonly tellTrouble: (trouble: Healing) => void
  /** How long a run may say nothing before it counts as lost, and how long once its queue is gone. */
  readonly silenceMilliseconds?: number
  readonly silenceWithoutQueue?: number
}

/** More than a run writes: one that has begun before the log is opened is seen, too. */
const linesToLookBack = 500
/** Services that did not answer are not asked again at every look. */
const restMilliseconds = 60_000
/** As long as a materialization of our own waits for the next step of the largest table; a run that hangs holds its lease for longer. */
const longestSilence = silenceFor(Infinity)
/** Of one whose queue was in a Redis that has ended: what it still does is said sooner. */
const silenceWithoutQueue = 30_000

/**
 * Materializations, whoever asks for them: shown as they go on, and the services settled as soon as their sessions are cut. Those that a
 * job of this home asks for are that job's to settle and to tell of.
 */
export class Workflows {
  readonly #options: WorkflowsOptions
  #following = false
  #workflow: Workflow | null = null
  /** Whether a job of this home has asked for it. */
  #byJob: Promise<boolean> = Promise.resolve(false)
  #shown: Job | null = null
  #silence: NodeJS.Timeout | undefined
  /** When the Redis that was last seen began. */
  #redisSince: string | null = null
  #cuts = 0
  /** Whether the services have sessions that were cut. What happened before this began is not known. */
  #cut: 'none' | 'perhaps' | 'surely' = 'perhaps'
  /** Whether a client has made a version, of whose number the services may have kept sessions of an earlier one. */
  #isNew = false
  #settling: Promise<void> | undefined
  /** Why the last settling failed, and when; undefined after one that did not. */
  #failed: { readonly error: unknown; readonly at: number } | undefined

  constructor(options: WorkflowsOptions) {
    this.#options = options
  }

  /** The run under way, until the services are settled after it. */
  get job(): Job | null {
    return this.#shown
  }

  /** Whether sessions may be cut at any moment: not by a run that waits for its next try. */
  get isUnderWay(): boolean {
    return (this.#workflow !== null && !this.#workflow.waits) || this.#settling !== undefined
  }

  /** How often sessions were cut since this began: a look that began before the last of them may have met one. */
  get cuts(): number {
    return this.#cuts
  }

  /** Follows the worker's log until the signal or the log's end; at once where that is done already. Never fails. */
  async follow(signal: AbortSignal): Promise<void> {
    if (this.#following) return
    this.#following = true
    let isOpen = false
    try {
      for await (const { news, isPast } of workerLog(this.#options.fleet, linesToLookBack, signal)) {
        for (const each of news) this.#hear(each, !isPast, signal)
        if (isPast) this.#begin(signal)
        isOpen = true
        if (news.length > 0) this.#limitSilence(signal)
      }
    } catch {
      // The worker has no container, or the engine went away: whoever looks at the services sees that, and begins this again.
    }
    this.#following = false
    this.#hear({ kind: 'started' }, isOpen && !signal.aborted, signal)
    this.#limitSilence(signal)
  }

  /** Told of each look: a Redis that began anew has lost the queues, and most runs with them. */
  seen(services: readonly Pick<Service, 'name' | 'startedAt'>[], signal: AbortSignal): void {
    const since = services.find(({ name }) => name === 'redis')?.startedAt ?? null
    if (since === null) return
    const isAnew = this.#redisSince !== null && this.#redisSince !== since
    this.#redisSince = since
    if (isAnew) this.#limitSilence(signal, this.#options.silenceWithoutQueue ?? silenceWithoutQueue)
  }

  /**
   * Returns when no client meets a session that was cut; at once where none is, or a job of this home sees to it. Fails where the
   * services do not answer.
   */
  async settled(signal: AbortSignal): Promise<void> {
    // Begun for somebody else, who may leave: what it comes to is seen below.
    await this.#settling?.catch(() => undefined)
    if (this.#cut === 'none' && !this.#isNew) return
    if (this.#failed !== undefined && Date.now() - this.#failed.at < restMilliseconds)
      throw this.#failed.error
    await this.#settle(signal)
  }

  /** What was cut while nobody followed is seen to now. */
  #begin(signal: AbortSignal): void {
    if (this.#cut === 'none') this.#cut = 'perhaps'
    this.#settle(signal).catch(() => undefined)
  }

  #hear(news: WorkerNews, isNews: boolean, signal: AbortSignal): void {
    const before = this.#workflow
    const { workflow, end, cut } = afterNews(before, news, Date.now())
    this.#workflow = workflow
    if (workflow !== null && workflow.task !== before?.task) this.#byJob = this.#isJobUnderWay()
    if (workflow !== null && workflow !== before) this.#show(jobOf(workflow))
    if (isNews && cut === true) {
      this.#cuts += 1
      this.#cut = 'surely'
      // What comes of it is told there.
      this.#settle(signal).catch(() => undefined)
    }
    if (before === null || workflow !== null) return
    if (isNews && end?.kind === 'available') this.#isNew = true
    if (isNews && end !== undefined) void this.#tellEnd(before, end, signal)
    else this.#show(null)
  }

  /** One settling at a time: a cut that comes meanwhile is seen to by the same one. */
  #settle(signal: AbortSignal): Promise<void> {
    this.#settling ??= this.#settleAll(signal).finally(() => {
      this.#settling = undefined
    })
    return this.#settling
  }

  async #settleAll(signal: AbortSignal): Promise<void> {
    const { fleet, over } = this.#options
    while (this.#cut !== 'none' || this.#isNew) {
      const isKnown = this.#cut === 'surely'
      if (isKnown) this.#cut = 'perhaps'
      // It settles them itself; whether it has is looked at after it.
      if (await this.#isJobUnderWay()) return
      if (this.#cut === 'none') {
        this.#isNew = false
        await this.#ask('newest', signal)
        over()
        continue
      }
      const isSettled = !isKnown && (await fleet.isSettled(signal))
      // Another cut may have come meanwhile.
      if (this.#cut === 'perhaps') this.#cut = 'none'
      if (isSettled) continue
      await this.#ask('volume', signal)
      over()
    }
  }

  async #ask(extent: 'volume' | 'newest', signal: AbortSignal): Promise<void> {
    const { fleet, tellTrouble } = this.#options
    try {
      await fleet.settle(signal, extent)
      this.#failed = undefined
    } catch (error) {
      if (extent === 'newest') this.#isNew = true
      else this.#cut = 'surely'
      if (signal.aborted) throw error
      // Once, for as long as it stays so.
      if (this.#failed === undefined)
        tellTrouble(notHealed(toFailure(error, 'The services could not be settled.')))
      this.#failed = { error, at: Date.now() }
      throw error
    }
  }

  async #isJobUnderWay(): Promise<boolean> {
    const jobs = this.#options.jobs()
    return jobs.own !== null || (await jobs.other()) !== null
  }

  async #tellEnd(workflow: Workflow, end: WorkflowEnd, signal: AbortSignal): Promise<void> {
    const isJobs = await this.#byJob
    // It has seen to that itself.
    if (isJobs) this.#isNew = false
    if (!isJobs && end.kind !== 'nothing') {
      if (end.kind === 'available') this.#show(settlingJobOf(workflow))
      // Where the services do not answer that is told already.
      const isSettled = await this.settled(signal).then(
        () => true,
        () => false,
      )
      if (end.kind !== 'available') this.#options.tell(notHealed(failureOf(end)))
      else if (isSettled) this.#options.tell(healed(end.version))
    }
    // Unless the next one has begun.
    if (this.#workflow === null) this.#show(null)
    this.#options.over()
  }

  #limitSilence(
    signal: AbortSignal,
    milliseconds = this.#options.silenceMilliseconds ?? longestSilence,
  ): void {
    clearTimeout(this.#silence)
    if (this.#workflow === null) return
    this.#silence = setTimeout(() => this.#hear({ kind: 'started' }, true, signal), milliseconds)
    // The end of the program does not wait for it.
    this.#silence.unref()
  }

  #show(job: Job | null): void {
    this.#shown = job
    this.#options.changed()
  }
}
