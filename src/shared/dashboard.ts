import { z } from 'zod'
import { fleetKind } from './domain/fleet'
import { panelAgent } from './domain/service'

/** Where the gateway tells the dashboard which kind of fleet it is of. */
export const fleetNotePath = '/dashboard/fleet.json'
export const fleetNote = z.object({ kind: fleetKind })
export type FleetNote = z.infer<typeof fleetNote>

/** What the dashboard's requests carry, since a page cannot name itself, and the agent that they are told as. */
export const dashboardMark = {
  header: 'X-RealCAVE',
  value: 'dashboard',
  agent: `${panelAgent}-dashboard`,
} as const
