import type { Step } from '../../orchestrator/step'
import { databases } from '../database-copies'
import type { Fleet } from '../fleet'
import { openVersions } from '../fleet-content'
import { materialize } from '../materialize'
import { explainAs, lookLive, reach } from './step-parts'

export const firstVersion = (needs: readonly string[]): Step<Fleet> => ({
  id: 'first-version',
  title: 'First version',
  needs,
  limit: {
    milliseconds: 120_000,
    reason: 'a first materialization takes 3 s and a worker that is still starting needs some more',
  },
  probe: async (fleet, signal) => {
    const versions = await lookLive(fleet, signal, async (live, connection) =>
      openVersions(
        live,
        connection,
        (await databases(live)).map((each) => each.name),
      ),
    )
    return versions.length === 0
      ? { holds: false, detail: 'Nothing is materialized.' }
      : {
          holds: true,
          detail: `Version ${String(versions.at(-1))} is the newest of ${String(versions.length)}.`,
        }
  },
  act: async (fleet, report, signal) => {
    await materialize({
      fleet,
      ...(await reach(fleet, signal)),
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
