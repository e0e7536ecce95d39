import { setMaxListeners } from 'node:events'
import { job, type Job } from '../../../shared/domain/fleet'
import { toFailure } from '../../../shared/errors'
import type { Home } from '../../home/home'
import { lockHolder, lockHome } from '../../home/lock'
import type { Ticket } from '../../home/ticket'

type JobKind = Job['kind']

/** Also what the lock tells other processes, which know the kind from it. */
export const jobTitles: Readonly<Record<JobKind, string>> = {
  up: 'Starting the fleet',
  down: 'Stopping the fleet',
  materialize: 'Materializing a version',
  reset: 'Resetting the live table',
  'reset-clean': 'Resetting everything to the baseline',
  baseline: 'Changing the baseline',
  versions: 'Deleting versions',
  table: 'Deleting a table',
  graph: 'Rebuilding the segmentation graph',
  service: 'Starting or stopping a service',
  worker: 'Repairing the materialization worker',
}

/** How a running job tells how far it is. */
export type Tell = (stage: string, progress?: number | null) => void

type Work<T> = (tell: Tell, signal: AbortSignal) => Promise<T>

/** Works that change the fleet: one at a time in this home, whichever process runs it. */
export class Jobs {
  readonly #home: Home
  readonly #changed: () => void
  readonly #closing = new AbortController()
  #own: Job | null = null
  /** Which of them that is. */
  #shown: AbortController | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(home: Home, changed: () => void) {
    this.#home = home
    this.#changed = changed
  }

  /** The job of this process. */
  get own(): Job | null {
    return this.#own
  }

  /** The job of another process, while it has the home's lock. */
  async other(): Promise<Job | null> {
    const holder = await lockHolder(this.#home)
    if (holder === null || holder.pid === process.pid) return null
    const kind = job.shape.kind.options.find((each) => jobTitles[each] === holder.what)
    if (kind === undefined) return null
    const stage = `In another process (${String(holder.pid)}).`
    return { kind, title: jobTitles[kind], stage, progress: null, startedAt: holder.since }
  }

  /** Fails with HOME_BUSY at once while another job runs. */
  async run<T>(kind: JobKind, signal: AbortSignal, work: Work<T>): Promise<T> {
    signal.throwIfAborted()
    const lock = await lockHome(this.#home, jobTitles[kind])
    return this.#going(this.#locked(lock, kind, signal, work))
  }

  /** As `run`, for what changes no fleet: beside whatever another process does, which goes on as well. */
  async beside<T>(kind: JobKind, signal: AbortSignal, work: Work<T>): Promise<T> {
    return this.#going(this.#unlocked(kind, signal, work))
  }

  /** Cancels what this process does; returns when it has stopped. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#running
  }

  async #going<T>(work: Promise<T>): Promise<T> {
    this.#running = Promise.allSettled([this.#running, work])
    return work
  }

  async #unlocked<T>(kind: JobKind, signal: AbortSignal, work: Work<T>): Promise<T> {
    const own = new AbortController()
    try {
      return await this.#within(own, kind, signal, work)
    } catch (error) {
      throw toFailure(error, `"${jobTitles[kind]}" did not succeed.`)
    } finally {
      this.#over(own)
    }
  }

  async #locked<T>(lock: Ticket, kind: JobKind, signal: AbortSignal, work: Work<T>): Promise<T> {
    const own = new AbortController()
    try {
      return await this.#within(own, kind, signal, work)
    } catch (error) {
      throw toFailure(error, `"${jobTitles[kind]}" did not succeed.`)
    } finally {
      await lock.release()
      this.#over(own)
    }
  }

  #over(own: AbortController): void {
    // One that was beside another may end while that goes on.
    if (this.#shown === own) this.#own = null
    this.#changed()
  }

  async #within<T>(own: AbortController, kind: JobKind, signal: AbortSignal, work: Work<T>): Promise<T> {
    // Steps that run side by side all listen to it.
    setMaxListeners(0, own.signal)
    const cancel = () => own.abort()
    signal.addEventListener('abort', cancel, { once: true })
    this.#closing.signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted || this.#closing.signal.aborted) cancel()
    const started: Job = {
      kind,
      title: jobTitles[kind],
      stage: '',
      progress: null,
      startedAt: new Date().toISOString(),
    }
    this.#own = started
    this.#shown = own
    this.#changed()
    try {
      return await work((stage, progress = null) => {
        if (this.#shown !== own) return
        this.#own = { ...started, stage, progress }
        this.#changed()
      }, own.signal)
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#closing.signal.removeEventListener('abort', cancel)
    }
  }
}
