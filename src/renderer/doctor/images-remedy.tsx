import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { FailureNotice } from '../components/notice'
import { useAnswer } from '../core/use-call'
import { GetImages, RunningDownload, useDownload } from '../fleet/get-images'

/** The images got from here, beside whatever fleet runs; what comes of it is checked again. */
export const ImagesRemedy = () => {
  const client = useQueryClient()
  const status = useAnswer('images.status', undefined)
  const download = useDownload()
  const state = download?.state
  const before = useRef(state)
  useEffect(() => {
    if (before.current === 'running' && state !== 'running')
      for (const channel of ['images.status', 'doctor.run'])
        void client.invalidateQueries({ queryKey: [channel] })
    before.current = state
  }, [client, state])

  const failure = download?.error ?? null
  if (download?.state === 'running') return <RunningDownload download={download} />
  if (status.data === undefined || status.data.trouble !== null) return null
  return (
    <>
      {failure !== null && <FailureNotice error={failure} />}
      <GetImages status={status.data} again={state === 'cancelled' || state === 'failed'} />
    </>
  )
}
