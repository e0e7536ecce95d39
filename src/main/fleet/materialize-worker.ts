import type { Fleet } from './fleet'
import { within } from '../waiting/limit'
import * as failures from './materialize-failures'
import { workerNews, type Stage, type WorkerNews } from './materialize-log'

export interface WorkerFollower {
  /** Throws what the worker's log says when it says that this run has ended without a version. */
  throwIfEnded(version: number | null): void
  stop(): void
}

export interface WorkerListener {
  stage(stage: Stage): void
  /** The services' sessions were cut, and can be had again. */
  cut(): void
}

/** Reads the worker's log from now on: stages as they come, and an end that no version tells of. */
export const followWorker = (fleet: Fleet, signal: AbortSignal, listener: WorkerListener): WorkerFollower => {
  const own = new AbortController()
  const stop = () => own.abort()
  signal.addEventListener('abort', stop, { once: true })
  let end: Extract<WorkerNews, { kind: 'died' | 'skipped' }> | undefined
  const read = async () => {
    for await (const lines of fleet.logs('mat-worker', 0, own.signal))
      for (const line of lines) {
        const news = workerNews(line)
        if (news === undefined) continue
        if ('progress' in news) listener.stage({ text: news.text, progress: news.progress })
        else if (news.kind === 'cut') listener.cut()
        else if (news.kind === 'died' || news.kind === 'skipped') end ??= news
      }
  }
  // Without the log there are no stages to show; what became of the version is read from the version itself.
  read().catch(() => undefined)
  return {
    throwIfEnded: (version) => {
      if (end?.kind === 'died') throw failures.died(version, end.why)
      if (end?.kind === 'skipped' && version === null) throw failures.skipped(end.why)
    },
    stop: () => {
      signal.removeEventListener('abort', stop)
      stop()
    },
  }
}

/** That a run was taken, or is over, tells nothing of what became of it: a skipped one is over, too. */
const isTelling = (news: WorkerNews): boolean =>
  'progress' in news || news.kind === 'died' || news.kind === 'skipped'

const linesToLookBack = 50
/** The lines that are there come at once, in as many batches as they like; nothing tells which is the last. */
const lookBack = { milliseconds: 1000, waitingFor: 'the log of the worker' } as const

/**
 * What the worker's log says of the last run, read again: a run that is over within milliseconds can be over before its lines are
 * followed.
 */
export const lastNews = async (fleet: Fleet, signal: AbortSignal): Promise<WorkerNews | undefined> => {
  let last: WorkerNews | undefined
  try {
    await within(signal, lookBack, async (limited) => {
      for await (const lines of fleet.logs('mat-worker', linesToLookBack, limited))
        for (const line of lines) {
          const news = workerNews(line)
          if (news !== undefined && isTelling(news)) last = news
        }
    })
  } catch {
    // As above: without the log the versions tell.
    signal.throwIfAborted()
  }
  return last
}
