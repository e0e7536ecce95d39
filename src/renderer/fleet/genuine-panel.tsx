import { Download, X } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ImagesDownload, ImagesStatus } from '../../shared/domain/images'
import { Button } from '../components/button'
import { bytes, duration } from '../components/format'
import { FailureNotice } from '../components/notice'
import { Panel } from '../components/panel'
import { toastFailure } from '../components/toast'
import { useAnswer, useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { EngineRemedy } from '../engine/engine-remedy'
import { DownloadProgress } from './download-progress'
import { usualTime } from './download-state'
import { SwitchButton } from './switch-button'
import { fleetTexts } from './texts'
import './genuine-panel.css'

const texts = fleetTexts.genuine

const useDownload = (): ImagesDownload | null => {
  const [download, setDownload] = useState<ImagesDownload | null>(null)
  useStream('images.watch', undefined, setDownload)
  return download
}

const GetButton = ({ status, again }: { readonly status: ImagesStatus; readonly again: boolean }) => {
  const get = useCall('images.get', { failed: toastFailure })
  const time = duration(usualTime(status.download)).replace(' 00 s', '')
  return (
    <>
      <p className="mute">{texts.getHint(bytes(status.disk))}</p>
      {status.note !== '' && <p className="mute">{status.note}</p>}
      <div className="tool-actions">
        <Button look="primary" icon={Download} pending={get.pending} onClick={() => get.run(undefined)}>
          {again ? texts.again : texts.get(bytes(status.download), time)}
        </Button>
      </div>
    </>
  )
}

const Running = ({ download }: { readonly download: ImagesDownload }) => {
  const cancel = useCall('images.cancel', { failed: toastFailure })
  return (
    <>
      <DownloadProgress download={download} />
      <div className="tool-actions">
        <Button icon={X} pending={cancel.pending} onClick={() => cancel.run(undefined)}>
          {texts.cancel}
        </Button>
      </div>
    </>
  )
}

/** The way from practice to the genuine fleet: its images are got beside the fleet that runs, then it is switched to. */
export const GenuinePanel = ({ busy }: { readonly busy: boolean }) => {
  const client = useQueryClient()
  const status = useAnswer('images.status', undefined)
  const download = useDownload()
  const state = download?.state
  useEffect(() => {
    // What is there has changed; so it may have while nobody looked.
    if (state !== 'running') void client.invalidateQueries({ queryKey: ['images.status'] })
  }, [client, state])

  const content = () => {
    if (download?.state === 'running') return <Running download={download} />
    if (status.error !== null) return <FailureNotice error={status.error.info} />
    if (status.data === undefined) return null
    const { trouble, images } = status.data
    if (trouble !== null)
      return (
        <>
          <p>
            {texts.noEngine} <strong>{trouble.what}</strong> {trouble.why} {trouble.fix}
          </p>
          <EngineRemedy />
        </>
      )
    if (images.every(({ here }) => here))
      return (
        <>
          <p>{texts.here}</p>
          <div className="tool-actions">
            <SwitchButton to="genuine" look="primary" disabled={busy} />
          </div>
        </>
      )
    return (
      <>
        {download?.error !== null && download?.error !== undefined && (
          <FailureNotice error={download.error} />
        )}
        {state === 'cancelled' && <p>{texts.cancelled}</p>}
        <GetButton status={status.data} again={state === 'cancelled' || state === 'failed'} />
      </>
    )
  }
  return (
    <Panel label={texts.title} className="tool">
      <div>
        <h2>{texts.title}</h2>
        <p className="mute">{texts.about}</p>
      </div>
      {content()}
    </Panel>
  )
}
