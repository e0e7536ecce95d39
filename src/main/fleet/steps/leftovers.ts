import type { Step } from '../../orchestrator/step'
import { clearLeftovers, databases, dropsUnderWay, isDropping } from '../database-copies'
import { adminDatabase, isLeftover, isLive } from '../database-names'
import type { Fleet } from '../fleet'
import { explainAs, reach } from './step-parts'

/** A reset or a copy that was killed leaves the old state or the new one; what else it left is cleared here. */
export const leftovers = (needs: readonly string[]): Step<Fleet> => ({
  id: 'leftovers',
  title: 'Nothing half done',
  needs,
  limit: { milliseconds: 60_000, reason: 'dropping a database takes less than a second' },
  probe: async (fleet, signal) => {
    const { connection, sessions } = await reach(fleet, signal)
    const { found, drops } = await sessions.with(adminDatabase, signal, async (admin) => ({
      found: await databases(admin),
      drops: await dropsUnderWay(admin),
    }))
    const names = found
      .filter(({ name, open }) => isLeftover(name) || (isLive(connection, name) && !open))
      .filter(({ name }) => !isDropping(drops, name))
      .map(({ name }) => name)
    return names.length === 0
      ? { holds: true, detail: 'No work was cut short.' }
      : { holds: false, detail: `A work that was cut short left ${names.join(', ')}.` }
  },
  act: async (fleet, report, signal) => {
    const { connection, sessions } = await reach(fleet, signal)
    // Whoever had a session in a database that was shut has lost it. Before they are opened: killed in between, this is done again.
    await fleet.unsettle(signal)
    const { cleared } = await clearLeftovers(sessions, connection, signal)
    report.log(`Cleared ${cleared.join(', ')}`)
  },
  explain: explainAs('What a reset had left could not be cleared.', 'Run "up" again.'),
})
