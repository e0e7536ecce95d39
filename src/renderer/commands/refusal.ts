import type { FleetStatus } from '../../shared/domain/fleet'
import { isUsable } from '../core/fleet-status'
import { fleetTexts } from '../fleet/texts'
import { commandTexts as texts } from './texts'

/** Why nothing can be asked of the fleet now; null where it can. */
export const busyRefusal = (status: FleetStatus | null): string | null => {
  if (status === null) return texts.looking
  return status.job === null ? null : texts.underWay(status.job.title)
}

/** As above, for what only a running fleet can. */
export const fleetRefusal = (status: FleetStatus | null): string | null => {
  const busy = busyRefusal(status)
  if (busy !== null || status === null || isUsable(status)) return busy
  return texts.notUsable(fleetTexts.notUsable(status.phase))
}
