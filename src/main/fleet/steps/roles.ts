import type { Step } from '../../orchestrator/step'
import { keeperName, readerName } from '../../data/roles/roles-sql'
import { makeRoles, rolesAreRight } from '../../data/roles/ensure-roles'
import type { Fleet } from '../fleet'
import { explainAs, reach } from './step-parts'

/** Whatever comes after PostgreSQL itself is asked with no more rights than it needs: docs/adr/0031. */
export const roles = (needs: readonly string[]): Step<Fleet> => ({
  id: 'roles',
  title: 'Roles of PostgreSQL',
  needs,
  limit: { milliseconds: 30_000, reason: 'two roles take milliseconds' },
  probe: async (fleet, signal) => {
    const { connection } = await reach(fleet, signal)
    return (await rolesAreRight(connection))
      ? { holds: true, detail: `${readerName} reads, ${keeperName} resets.` }
      : { holds: false, detail: `${readerName} and ${keeperName} are not as they should be.` }
  },
  act: async (fleet, _report, signal) => makeRoles((await reach(fleet, signal)).connection),
  explain: explainAs(
    'The roles of PostgreSQL were not made.',
    'Look at the log of the service postgres, then run "up" again.',
  ),
})
