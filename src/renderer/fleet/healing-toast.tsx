import { useEffect, useEffectEvent } from 'react'
import type { Healing } from '../../shared/domain/fleet'
import { toast } from '../components/toast'
import { useFleet } from '../core/fleet-status'
import { fleetTexts as texts } from './texts'

/** One that ended longer ago than this was told when it did: a panel that opens later shows it in Services. */
const freshMilliseconds = 30_000

const Told = ({ healing }: { readonly healing: Healing }): null => {
  const tell = useEffectEvent(() => {
    if (healing.state === 'under-way') return
    if (Date.now() - Date.parse(healing.at) > freshMilliseconds) return
    if (healing.state === 'healed') toast({ tone: 'ok', title: healing.what, detail: healing.detail })
    else toast({ tone: 'bad', title: `${texts.healing.failed}: ${healing.what}`, detail: healing.detail })
  })
  useEffect(() => tell(), [])
  return null
}

/** Tells in every view what was put right by itself, or could not be; once, however many snapshots hold it. */
export const HealingToast = () => {
  const healing = useFleet((fleet) => fleet.status?.healing ?? null)
  return healing === null ? null : <Told key={`${healing.state} ${healing.at}`} healing={healing} />
}
