import { useEffect } from 'react'
import { isOpenable } from '../../shared/domain/version'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'

/** Tells the session which versions there are, as the panel learns of them: its client is not to answer from an old one unawares. */
export const useVersionNews = (session: string, takes: boolean): void => {
  const bridge = useBridge()
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const { data } = useAnswer('versions.list', undefined, { enabled: usable })
  const numbers = data?.filter(isOpenable).map(({ version }) => version)
  const known = numbers?.join(' ')
  useEffect(() => {
    if (!takes || numbers === undefined) return
    // A Python that has ended meanwhile finds the newest when it is started again.
    ask(bridge, 'terminal.versions', { session, versions: numbers }).catch(() => undefined)
    // oxlint-disable-next-line react/exhaustive-deps -- `known` is what `numbers` says
  }, [bridge, session, takes, known])
}
