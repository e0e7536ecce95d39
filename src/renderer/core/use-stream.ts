import { useEffect, useEffectEvent, useState } from 'react'
import type { Bridge } from '../../shared/bridge'
import type { Answer, Asked, StreamName } from '../../shared/contract'
import type { ErrorInfo } from '../../shared/errors'
import { useBridge } from './bridge-context'
import { reopenDelay } from './reopen-delay'

export interface StreamState {
  /** `lost`: it ended without being asked to, and is opened again after a pause. */
  readonly link: 'open' | 'lost'
  /** The last item that was a refusal; null after a good one. */
  readonly error: ErrorInfo | null
}

const fresh: StreamState = { link: 'open', error: null }

/** The bridge tells of a gap with DISCONNECTED and opens the stream again by itself. */
const afterItem = (before: StreamState, error: ErrorInfo | null): StreamState => {
  if (error === null) return before.link === 'open' && before.error === null ? before : fresh
  return error.code === 'DISCONNECTED' ? { link: 'lost', error: null } : { link: 'open', error }
}

/**
 * Subscribes for as long as the component lives; `null` as input: not now. A stream that ends unseen would be a panel that
 * lies, so the end is part of the state, and it is opened again. `lost` is told of each gap before the first item after it.
 */
export const useStream = <K extends StreamName>(
  channel: K,
  input: Asked<K> | null,
  item: (answer: Answer<K>) => void,
  lost: () => void = () => undefined,
): StreamState => {
  const bridge = useBridge()
  const [state, setState] = useState<StreamState>(fresh)
  const [attempt, setAttempt] = useState(0)
  const key = input === null ? null : JSON.stringify({ input })
  const receive = useEffectEvent(item)
  const lose = useEffectEvent(lost)
  const reopen = useEffectEvent((tries: number) => {
    lose()
    // One that was refused has ended with its reason: the core is there.
    setState((before) => (before.error === null ? { ...before, link: 'lost' } : before))
    return setTimeout(() => setAttempt(tries + 1), reopenDelay(tries))
  })
  const start = useEffectEvent((over: Bridge, name: K, live: () => boolean, ended: () => void) =>
    input === null
      ? () => undefined
      : over.stream(
          name,
          input,
          (envelope) => {
            if (!live()) return
            setState((before) => afterItem(before, envelope.ok ? null : envelope.error))
            if (envelope.ok) receive(envelope.value)
            else if (envelope.error.code === 'DISCONNECTED') lose()
          },
          ended,
        ),
  )

  useEffect(() => {
    if (key === null) return undefined
    let live = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = start(
      bridge,
      channel,
      () => live,
      () => {
        if (live) timer = reopen(attempt)
      },
    )
    return () => {
      live = false
      clearTimeout(timer)
      end()
    }
  }, [channel, key, attempt, bridge])

  return state
}
