import type { WorkerNews } from './materialize-log'

/**
 * How long a worker may tell of no step forward: it looks points up in chunks of 500, two at once, in 40 ms each (CAVE-FACTS 7), which
 * on a busy machine takes several times as long, and tells of a chunk when it is done.
 */
export const silenceFor = (rows: number): number => 60_000 + 200 * Math.min(rows, 1000)

/** How a run ended without making its version available. */
export type RunEnd =
  | Extract<WorkerNews, { kind: 'died' | 'skipped' | 'stuck' }>
  /** Its worker has ended or begun anew. */
  | { readonly kind: 'lost' }

/** What the worker's log has told of its runs, by their task ids: several can be queued, of which one has the lease (CAVE-FACTS 7). */
export class WorkerRuns {
  /** Taken since this began to follow. */
  readonly #taken = new Set<string>()
  readonly #tasks = new Map<number, string>()
  readonly #ends = new Map<string, RunEnd>()
  readonly #over = new Set<string>()
  #goesOnUntil: number
  #trouble: string | null = null

  constructor(now: number) {
    this.#goesOnUntil = now
  }

  hear(news: WorkerNews, now: number): void {
    if (news.kind === 'numbered') this.#tasks.set(news.version, news.task)
    if (news.kind === 'died' || news.kind === 'skipped') this.#ends.set(news.task, news)
    if (news.kind === 'taken' || news.kind === 'numbered') this.#taken.add(news.task)
    if (news.kind === 'ended') this.#over.add(news.task)
    if (news.kind === 'waits' || news.kind === 'failed') this.#trouble = news.why
    if (news.kind === 'stuck') this.#endAll(news)
    if (news.kind === 'started') this.lose()
    else this.#goesOnUntil = now + (news.kind === 'waits' ? news.seconds * 1000 : 0)
  }

  /** Whatever was taken goes on no more. */
  lose(): void {
    this.#endAll({ kind: 'lost' })
  }

  #endAll(end: RunEnd): void {
    for (const task of [...this.#taken, ...this.#tasks.values()])
      if (!this.#ends.has(task) && !this.#over.has(task)) this.#ends.set(task, end)
  }

  /** What the last fault was of which the worker has told. */
  get trouble(): string | null {
    return this.#trouble
  }

  /** Until when it is known to go on: when it last told of something, or when it tries again. Milliseconds. */
  get goesOnUntil(): number {
    return this.#goesOnUntil
  }

  /** Whether one that was taken since this began can still make a version. */
  get isTaken(): boolean {
    return [...this.#taken].some((task) => !this.#ends.has(task) && !this.#over.has(task))
  }

  /** How the run of this version has ended; of none yet, how every run that was taken has. */
  endOf(version: number | null): RunEnd | undefined {
    if (version !== null) return this.#ends.get(this.#tasks.get(version) ?? '')
    if (this.isTaken) return undefined
    return [...this.#taken].flatMap((task) => this.#ends.get(task) ?? []).at(-1)
  }
}
