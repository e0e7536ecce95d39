import { useEffect, useEffectEvent } from 'react'
import { toast } from '../components/toast'
import { useFleet } from '../core/fleet-status'
import { fleetTexts as texts } from './texts'

/** One that ended longer ago than this was told when it did: a panel that opens later shows it in the Fleet view. */
const freshMilliseconds = 30_000

/** Tells in every view what was put right by itself, or could not be. Renders nothing. */
export const HealingToast = (): null => {
  const healing = useFleet((fleet) => fleet.status?.healing ?? null)
  const state = healing?.state
  const at = healing?.at
  const tell = useEffectEvent(() => {
    if (healing === null || state === 'under-way' || at === undefined) return
    if (Date.now() - Date.parse(at) > freshMilliseconds) return
    const title = `${texts.healing[healing.state]}: ${healing.what}`
    toast({ tone: state === 'healed' ? 'ok' : 'bad', title, detail: healing.detail })
  })
  // The moment and the state make it another one; a further snapshot of the same does not.
  useEffect(() => tell(), [state, at])
  return null
}
