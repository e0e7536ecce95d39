import { Download, X } from 'lucide-react'
import { useState } from 'react'
import type { ImagesDownload, ImagesStatus } from '../../shared/domain/images'
import { Button } from '../components/button'
import { bytes, duration } from '../components/format'
import { toastFailure } from '../components/toast'
import { useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { DownloadProgress } from './download-progress'
import { usualTime } from './download-state'
import { fleetTexts } from './texts'
import './genuine-panel.css'

const texts = fleetTexts.genuine

/** The download of the images as it goes on, whoever asked for it; null until it is known. */
export const useDownload = (): ImagesDownload | null => {
  const [download, setDownload] = useState<ImagesDownload | null>(null)
  useStream('images.watch', undefined, setDownload)
  return download
}

/** Asks for the images, with what that costs. */
export const GetImages = ({ status, again }: { readonly status: ImagesStatus; readonly again: boolean }) => {
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

export const RunningDownload = ({ download }: { readonly download: ImagesDownload }) => {
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
