import { versionRows } from './fleet-content'
import type { Fleet } from './fleet'
import type { GoldenWork } from './golden'

/** Those that the worker was making; none where the database cannot be asked: the worker is freed all the same. */
const runningVersions = async (reached: () => Promise<GoldenWork>): Promise<readonly number[]> => {
  try {
    const { sessions, connection, signal } = await reached()
    const rows = await sessions.with(connection.alignedVolume, signal, (live) =>
      versionRows(live, connection.datastack),
    )
    return rows.filter(({ status }) => status === 'RUNNING').map(({ version }) => version)
  } catch {
    return []
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
  const running = await runningVersions(reached)
  await fleet.repairWorker(signal)
  if (running.length === 0) return
  const { sessions, connection } = await reached()
  await sessions.with(connection.alignedVolume, signal, (live) =>
    live.run(
      `update analysisversion set status = 'FAILED', valid = false
       where datastack = $1 and version = any ($2::int[]) and status = 'RUNNING'`,
      [connection.datastack, running],
    ),
  )
}
