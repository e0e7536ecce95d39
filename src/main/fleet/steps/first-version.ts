import type { Connection } from '../../data/connection'
import { forgetVersions } from '../../data/forget-versions'
import { isVersionDatabase } from '../../data/version-database'
import type { Step } from '../../orchestrator/step'
import { databases, drop } from '../database-copies'
import { adminDatabase } from '../database-names'
import type { Fleet } from '../fleet'
import { openVersions, versionRows } from '../fleet-content'
import { materialize } from '../materialize'
import type { Session, Sessions } from '../sessions'
import { explainAs, lookLive, reach } from './step-parts'

export const firstVersion = (needs: readonly string[]): Step<Fleet> => ({
  id: 'first-version',
  title: 'First version',
  needs,
  limit: {
    milliseconds: 600_000,
    reason:
      'a first materialization takes 3 s, on a busy machine minutes, and a worker may have to start first',
  },
  probe: async (fleet, signal) => {
    const versions = await lookLive(fleet, signal, openable)
    return versions.length === 0
      ? { holds: false, detail: 'Nothing is materialized.' }
      : {
          holds: true,
          detail: `Version ${String(versions.at(-1))} is the newest of ${String(versions.length)}.`,
        }
  },
  act: async (fleet, report, signal) => {
    const reached = await reach(fleet, signal)
    if (await lookLive(fleet, signal, hasUnfinished)) {
      report.detail('Freeing the worker from a run that was not finished')
      await fleet.repairWorker(signal)
      // No run is under way any more, and the last one may have come to its end.
      if ((await lookLive(fleet, signal, openable)).length > 0) return fleet.settle(signal, 'volume')
      await forgetUnfinished(reached, signal)
    }
    await materialize({
      fleet,
      ...reached,
      signal,
      stage: ({ text, progress }) => {
        report.detail(text)
        report.progress(progress)
      },
    })
  },
  explain: explainAs(
    'The first version was not made.',
    'Look at the log of the service mat-worker, then run "up" again.',
  ),
})

const openable = async (live: Session, connection: Connection): Promise<readonly number[]> => {
  const names = (await databases(live)).map((each) => each.name)
  return openVersions(live, connection, names)
}

/** Of versions that cannot be opened: without their rows a database would make the next one of its number fail (CAVE-FACTS 7). */
const unfinishedDatabases = async (session: Session, connection: Connection): Promise<readonly string[]> =>
  (await databases(session)).map(({ name }) => name).filter((name) => isVersionDatabase(connection, name))

const hasUnfinished = async (live: Session, connection: Connection): Promise<boolean> =>
  (await versionRows(live, connection.datastack)).length > 0 ||
  (await unfinishedDatabases(live, connection)).length > 0

/**
 * What the cheat-sheet and the golden copies call the first version has the number 1: a run that died before it must not have used it
 * up. Databases first: killed in between, the rows tell that this has to be done again.
 */
const forgetUnfinished = async (
  { sessions, connection }: { readonly sessions: Sessions; readonly connection: Connection },
  signal: AbortSignal,
): Promise<void> => {
  await sessions.with(adminDatabase, signal, async (admin) => {
    for (const name of await unfinishedDatabases(admin, connection)) await drop(admin, name)
  })
  await sessions.with(connection.alignedVolume, signal, async (live) => {
    for (const sql of forgetVersions('datastack = $1')) await live.run(sql, [connection.datastack])
  })
}
