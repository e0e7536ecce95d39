import { versionRows } from './fleet-content'
import type { Fleet } from './fleet'
import type { GoldenWork } from './golden'

/**
 * Frees the worker, and says of the versions that it was making what has become of them: CAVE leaves them RUNNING for ever (CAVE-FACTS 7).
 * One that begins when the worker is ready again is not among them.
 */
export const repairWorker = async (
  fleet: Pick<Fleet, 'repairWorker'>,
  { sessions, connection, signal }: GoldenWork,
): Promise<void> => {
  const rows = await sessions.with(connection.alignedVolume, signal, (live) =>
    versionRows(live, connection.datastack),
  )
  const running = rows.filter(({ status }) => status === 'RUNNING').map(({ version }) => version)
  await fleet.repairWorker(signal)
  if (running.length === 0) return
  await sessions.with(connection.alignedVolume, signal, (live) =>
    live.run(
      `update analysisversion set status = 'FAILED', valid = false
       where datastack = $1 and version = any ($2::int[]) and status = 'RUNNING'`,
      [connection.datastack, running],
    ),
  )
}
