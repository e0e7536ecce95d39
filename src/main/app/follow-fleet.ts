import { setTimeout as pause } from 'node:timers/promises'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { FleetController } from '../fleet/controller'

/** Before it is asked again, where it could not be asked or has gone: the panel's page does the same. */
const pauseMilliseconds = 2000

/** The fleet as last seen, for what is not the page: tray and farewell. */
export interface FollowedFleet {
  /** Null until it was seen, and while it cannot be. */
  status(): FleetStatus | null
}

/** Follows the fleet until the signal, whichever it is by then; it heals nothing, which is the page's watch's. */
export const followFleet = (
  controller: () => Promise<FleetController>,
  signal: AbortSignal,
  changed: (status: FleetStatus | null) => void,
): FollowedFleet => {
  let seen: FleetStatus | null = null
  const see = (status: FleetStatus | null): void => {
    seen = status
    changed(status)
  }
  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        for await (const status of (await controller()).watch(signal)) see(status)
      } catch {
        // Why is told where a person asks: in the panel.
        if (!signal.aborted) see(null)
      }
      await pause(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  void follow()
  return { status: () => seen }
}
