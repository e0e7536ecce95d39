import { z } from 'zod'
import { parseExact } from '../../data/exact-json'
import type { Finding, Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { lookAt } from './http-look'
import { explainAs } from './step-parts'

/** The first of the dummy graph's two supervoxels: CAVE-FACTS 4. */
const dummySupervoxel = '72127962782105600'

/** CAVE-FACTS 8.2: with the emulator stopped a look-up hangs for half a minute; a good one takes 10 ms. */
const lookMilliseconds = 3000

const answer = z.object({ root_id: z.union([z.string(), z.number()]).transform(String) })

/** The table's info is cached in the service and still there when the graph is lost: only a real look-up tells. */
const look = async (fleet: Fleet, signal: AbortSignal): Promise<Finding> => {
  const path = `/segmentation/api/v1/table/test/node/${dummySupervoxel}/root`
  const found = await lookAt(fleet.address, path, lookMilliseconds, signal)
  if (!found.answered) return { holds: false, detail: `The root look-up failed: ${found.why}` }
  const root = found.status === 200 ? answer.safeParse(parse(found.text)) : undefined
  if (root?.success && root.data.root_id !== '0')
    return { holds: true, detail: `${dummySupervoxel} has the root ${root.data.root_id}.` }
  return { holds: false, detail: `The root look-up answered ${found.status}: the graph is not there.` }
}

const parse = (text: string): unknown => {
  try {
    return parseExact(text)
  } catch {
    // A page of the gateway: no root in it.
    return undefined
  }
}

/** The emulator holds the graph in memory: it is gone after every restart, and healed here. */
export const graph = (needs: readonly string[]): Step<Fleet> => ({
  id: 'graph',
  title: 'Dummy graph',
  needs,
  limit: {
    milliseconds: 90_000,
    reason: 'writing the graph takes 2 s, and a lost emulator is given up after 60 s',
  },
  probe: look,
  act: async (fleet, report, signal) => {
    report.detail('Writing two supervoxels and their root')
    await fleet.rebuildGraph(signal)
  },
  explain: explainAs(
    'The dummy graph was not built.',
    'Look at the log of the service pcg, then run "up" again.',
  ),
})
