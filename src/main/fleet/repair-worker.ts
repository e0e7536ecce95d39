import { versionRows } from './fleet-content'
import type { Fleet } from './fleet'
import type { GoldenWork } from './golden'

interface Found {
  readonly work: GoldenWork
  /** Versions that the worker was making. */
  readonly running: readonly number[]
}

/** None where the database cannot be asked: the worker is freed all the same. */
const findRunning = async (reached: () => Promise<GoldenWork>): Promise<Found | null> => {
  try {
    const work = await reached()
    const { sessions, connection, signal } = work
    const rows = await sessions.with(connection.alignedVolume, signal, (live) =>
      versionRows(live, connection.datastack),
    )
    return { work, running: rows.filter(({ status }) => status === 'RUNNING').map(({ version }) => version) }
  } catch {
    return null
  }
}

/**
 * Frees the worker, and says of the versions that it was making what has become of them: CAVE leaves them RUNNING for ever (CAVE-FACTS 7).
 * One that begins when the worker is ready again is not among them.
 */
export const repairWorker = async (
  fleet: Pick<Fleet, 'repairWorker'>,
  reached: () => Promise<GoldenWork>,
  signal: AbortSignal,
): Promise<void> => {
  const found = await findRunning(reached)
  await fleet.repairWorker(signal)
  if (found === null || found.running.length === 0) return
  const { sessions, connection } = found.work
  await sessions.with(connection.alignedVolume, signal, (live) =>
    live.run(
      `update analysisversion set status = 'FAILED', valid = false
       where datastack = $1 and version = any ($2::int[]) and status = 'RUNNING'`,
      [connection.datastack, found.running],
    ),
  )
}
