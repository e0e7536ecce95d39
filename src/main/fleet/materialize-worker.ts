import type { Fleet } from './fleet'
import type { Stage, WorkerNews } from './materialize-log'
import { workerLog } from './worker-log'
import { WorkerRuns } from './worker-runs'

export interface WorkerFollower {
  readonly runs: Pick<WorkerRuns, 'goesOnUntil' | 'isTaken' | 'endOf' | 'trouble'>
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
    for await (const { news, isPast } of workerLog(fleet, linesBefore, own.signal)) {
      if (!isPast) for (const each of news) hear(each)
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
