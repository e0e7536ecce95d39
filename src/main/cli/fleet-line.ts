import type { FleetKind, FleetStatus } from '../../shared/domain/fleet'
import { plain } from './plain-text'

export const fleetTitles: Readonly<Record<FleetKind, string>> = {
  practice: 'Practice fleet',
  genuine: 'Genuine fleet',
}

/** Which fleet a start is of, why, and where it will be. */
export const fleetLine = ({ kind, address, reason }: FleetStatus): string =>
  plain(`${fleetTitles[kind]} at ${address}: ${reason}`)
