import type { Fleet } from './fleet'
import { within } from '../waiting/limit'
import { workerNews, type Stage, type WorkerNews } from './materialize-log'
import { WorkerRuns } from './worker-runs'

export interface WorkerFollower {
  readonly runs: Pick<WorkerRuns, 'goesOnUntil' | 'isTaken' | 'endOf'>
  /** Whatever is written from then on is heard; at once where there is no log. Never fails. */
  readonly opened: Promise<void>
  stop(): void
}

export interface WorkerListener {
  stage(stage: Stage): void
  /** The services' sessions were cut, and can be had again. */
  cut(): void
}

/** Of the past, which tells of other runs, whose versions may have had the same numbers: only where the log goes on. */
const linesBefore = 1

/** Reads the worker's log from when it is opened: stages as they come, and ends that no version tells of. */
export const followWorker = (fleet: Fleet, signal: AbortSignal, listener: WorkerListener): WorkerFollower => {
  const own = new AbortController()
  const stop = () => own.abort()
  signal.addEventListener('abort', stop, { once: true })
  const runs = new WorkerRuns(Date.now())
  let progress = 0
  const hear = (news: WorkerNews): void => {
    runs.hear(news, Date.now())
    if ('progress' in news) ({ progress } = news)
    if ('text' in news) listener.stage({ text: news.text, progress })
    else if (news.kind === 'cut') listener.cut()
  }
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  const read = async () => {
    let isNews = false
    for await (const lines of fleet.logs('mat-worker', linesBefore, own.signal)) {
      const news = isNews ? lines.map(workerNews) : []
      for (const each of news) if (each !== undefined) hear(each)
      isNews = true
      open()
    }
    // The log ends with its worker.
    if (!own.signal.aborted) runs.lose()
  }
  // Without the log there are no stages to show; what became of the version is read from the version itself.
  void read()
    .catch(() => undefined)
    .finally(open)
  return {
    runs,
    opened,
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
