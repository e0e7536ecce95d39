import { toast } from '../components/toast'
import { texts } from '../texts'
import { isReached, useFleet } from '../core/fleet-status'

/** Whether nothing can be asked for now, since the panel's own program does not answer; then says so. */
export const refusesNow = (): boolean => {
  if (isReached(useFleet.getState())) return false
  toast({ tone: 'bad', title: texts.notAsked, detail: texts.lost })
  return true
}
