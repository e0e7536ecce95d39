import { z } from 'zod'
import type { Finding, Step } from '../../orchestrator/step'
import { createDatabases, datastackAddress, missingDatabases, registerDatastack } from '../../practice/layout'
import { portOf } from '../address'
import type { Fleet } from '../fleet'
import { explainAs, lookLive, reach } from '../steps/step-parts'

const laidOut = z.object({ there: z.boolean() })

/** The live database gets its tables last of all: one that has them was not left half made by a start that was killed. */
const look = async (fleet: Fleet, signal: AbortSignal): Promise<Finding> => {
  const { connection } = await reach(fleet, signal)
  const missing = await missingDatabases(connection.postgres, signal)
  if (missing.length > 0) return { holds: false, detail: `Not there: ${missing.join(', ')}.` }
  const [live] = await lookLive(fleet, signal, (session) =>
    session.rows(laidOut, "select to_regclass('annotation_table_metadata') is not null as there"),
  )
  return live?.there
    ? { holds: true, detail: 'They are there.' }
    : { holds: false, detail: 'Their tables are not made.' }
}

export const databases = (needs: readonly string[]): Step<Fleet> => ({
  id: 'databases',
  title: 'Databases',
  needs,
  limit: { milliseconds: 60_000, reason: 'six small databases take half a second' },
  probe: look,
  act: async (fleet, _report, signal) =>
    createDatabases((await reach(fleet, signal)).connection.postgres, signal),
  explain: explainAs(
    'The databases were not made.',
    'Look at the log of the service postgres, then run "up" again.',
  ),
})

export const datastack = (needs: readonly string[]): Step<Fleet> => ({
  id: 'datastack',
  title: 'Datastack',
  needs,
  limit: { milliseconds: 30_000, reason: 'two rows take milliseconds' },
  async probe(fleet, signal) {
    const { connection } = await reach(fleet, signal)
    const address = await datastackAddress(connection.postgres, signal)
    return address === fleet.address
      ? { holds: true, detail: `${connection.datastack} leads to ${address}.` }
      : { holds: false, detail: address === null ? 'It is not registered.' : `It leads to ${address}.` }
  },
  async act(fleet, _report, signal) {
    const { connection } = await reach(fleet, signal)
    await registerDatastack(connection.postgres, portOf(fleet.address), signal)
  },
  explain: explainAs(
    'The datastack was not registered.',
    'Look at the log of the service postgres, then run "up" again.',
  ),
})
