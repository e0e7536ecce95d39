import { useEffect, useEffectEvent } from 'react'
import { toFailure } from '../../shared/errors'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import type { News } from './stage-event'
import type { StageState } from './stage-state'

/** Looks what starting over would remove, afresh for each asking: a plan of five minutes ago could leave out a table that goes. */
export const useResetPlan = ({ asking }: StageState, tell: (news: News) => void): void => {
  const bridge = useBridge()
  const id = asking?.id ?? null
  const told = useEffectEvent((news: News) => tell(news))
  useEffect(() => {
    if (id === null) return undefined
    const controller = new AbortController()
    const look = async (): Promise<void> => {
      try {
        const plan = await ask(bridge, 'fleet.resetPlan', { clean: true }, controller.signal)
        told({ kind: 'plan', id, plan, error: null })
      } catch (error) {
        if (!controller.signal.aborted) told({ kind: 'plan', id, plan: null, error: toFailure(error).info })
      }
    }
    void look()
    return () => controller.abort()
  }, [bridge, id])
}
