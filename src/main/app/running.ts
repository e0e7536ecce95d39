import type { FleetStatus } from '../../shared/domain/fleet'

const alive: ReadonlySet<string> = new Set(['starting', 'healthy', 'unhealthy'])

/** Whether something of the fleet runs that would go on when the panel ends, or is about to. */
export const runs = ({ phase, services }: FleetStatus): boolean =>
  phase === 'starting' || phase === 'stopping' || services.some(({ state }) => alive.has(state))
