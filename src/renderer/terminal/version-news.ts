import { useEffect, useState } from 'react'
import { isOpenable } from '../../shared/domain/version'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'

/**
 * Tells the session which versions there are, as the panel learns of them: its client is not to answer from an old one unawares. Answers
 * whether it knows what can be known: what is run for its user waits for that.
 */
export const useVersionNews = (session: string, takes: boolean): boolean => {
  const bridge = useBridge()
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const { data, isFetching, isError } = useAnswer('versions.list', undefined, { enabled: usable })
  const numbers = data?.filter(isOpenable).map(({ version }) => version)
  const known = numbers?.join(' ')
  const [heard, setHeard] = useState<string | null>(null)
  useEffect(() => {
    if (!takes || numbers === undefined) return
    ask(bridge, 'terminal.versions', { session, versions: numbers })
      // A Python that has ended meanwhile finds the newest when it is started again.
      .catch(() => undefined)
      .finally(() => setHeard(`${session} ${known}`))
    // oxlint-disable-next-line react/exhaustive-deps -- `known` is what `numbers` says
  }, [bridge, session, takes, known])
  return !usable || isError || (!isFetching && heard === `${session} ${known}`)
}
