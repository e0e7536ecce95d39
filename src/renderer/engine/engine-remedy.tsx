import { useQueryClient } from '@tanstack/react-query'
import { ExternalLink, Power, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import type { EngineStart } from '../../shared/domain/engine'
import { Button } from '../components/button'
import { duration } from '../components/format'
import { FailureNotice, Notice } from '../components/notice'
import { toastFailure } from '../components/toast'
import { useNow } from '../components/use-now'
import { lookAgain } from '../core/fleet-status'
import { useAnswer, useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { engineTexts as texts } from './texts'
import './engine-remedy.css'

/** What depends on whether an engine answers. */
const dependent = ['engine.status', 'images.status', 'doctor.run']

const Starting = ({ start }: { readonly start: EngineStart }) => {
  const cancel = useCall('engine.cancel', { failed: toastFailure })
  const now = useNow(true)
  const time = duration(now - Date.parse(start.startedAt ?? ''))
  return (
    <Notice tone="busy">
      <p>
        <strong>{start.stage === '' ? texts.starting : start.stage}</strong>{' '}
        <span className="mute tabular">{texts.since(time)}</span>
      </p>
      <div className="remedy-actions">
        <Button icon={X} pending={cancel.pending} onClick={() => cancel.run(undefined)}>
          {texts.cancel}
        </Button>
      </div>
    </Notice>
  )
}

/** What can be done from here where no Docker engine can be used; why that is so is told beside it. */
export const EngineRemedy = () => {
  const client = useQueryClient()
  const status = useAnswer('engine.status', undefined, { staleTime: 0 })
  const begin = useCall('engine.start', { failed: toastFailure })
  const [start, setStart] = useState<EngineStart | null>(null)
  const look = (): void => {
    for (const channel of dependent) void client.invalidateQueries({ queryKey: [channel] })
    lookAgain()
  }
  useStream('engine.watch', undefined, (next) => {
    if (start?.state === 'starting' && next.state === 'answers') look()
    setStart(next)
  })

  if (start?.state === 'starting') return <Starting start={start} />
  const remedy = status.data?.remedy
  const failed = start?.state === 'failed'
  return (
    <div className="remedy">
      {failed && start.error !== null && <FailureNotice error={start.error} />}
      {start?.state === 'cancelled' && <p className="mute">{texts.cancelled}</p>}
      <div className="remedy-actions">
        {remedy === 'start' && (
          <Button look="primary" icon={Power} pending={begin.pending} onClick={() => begin.run(undefined)}>
            {failed ? texts.again : texts.start}
          </Button>
        )}
        {remedy === 'get' && (
          <a className="button button-plain" href={status.data?.page} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            {texts.get}
          </a>
        )}
        <Button icon={RotateCw} pending={status.isFetching} onClick={look}>
          {texts.lookAgain}
        </Button>
      </div>
    </div>
  )
}
