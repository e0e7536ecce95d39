import type { Fleet } from './fleet'
import { workerNews, type WorkerNews } from './materialize-log'

export interface Heard {
  readonly news: readonly WorkerNews[]
  /** Written before the log was opened: what came of it then is known, or was another's. */
  readonly isPast: boolean
}

/** What the worker tells, batch by batch, as it is written. It begins with what it told before, be that nothing; it ends with the log. */
export async function* workerLog(
  fleet: Pick<Fleet, 'logs'>,
  linesToLookBack: number,
  signal: AbortSignal,
): AsyncGenerator<Heard, void, undefined> {
  let isPast = true
  for await (const lines of fleet.logs('mat-worker', linesToLookBack, signal)) {
    yield { news: lines.map(workerNews).filter((each) => each !== undefined), isPast }
    isPast = false
  }
}
