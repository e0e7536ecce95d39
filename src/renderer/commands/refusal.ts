import { isReached, isUsable, type FleetState } from '../core/fleet-status'
import { fleetTexts } from '../fleet/texts'
import { texts as shellTexts } from '../texts'
import { commandTexts as texts } from './texts'

type Seen = Pick<FleetState, 'status' | 'link'>

/** Why nothing can be asked of the fleet now; null where it can. */
export const busyRefusal = ({ status, link }: Seen): string | null => {
  if (!isReached({ link })) return shellTexts.lost
  if (status === null) return texts.looking
  return status.job === null ? null : texts.underWay(status.job.title)
}

/** As above, for what only a running fleet can. */
export const fleetRefusal = (seen: Seen): string | null => {
  const busy = busyRefusal(seen)
  const { status } = seen
  if (busy !== null || status === null || isUsable(status)) return busy
  return texts.notUsable(fleetTexts.notUsable(status.phase))
}
