import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, type RefObject } from 'react'
import { FailureNotice, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { Panel } from '../components/panel'
import { useAnswer } from '../core/use-call'
import { EngineRemedy } from '../engine/engine-remedy'
import { useAsked } from '../views/asked'
import { GetImages, RunningDownload, useDownload } from './get-images'
import { SwitchButton } from './switch-button'
import { fleetTexts } from './texts'
import './genuine-panel.css'

const texts = fleetTexts.genuine

/** Asked to switch where that is not possible yet, the panel shows what is needed first. */
const TheWayThere = ({ panel }: { readonly panel: RefObject<HTMLHeadingElement | null> }) => {
  useAsked('switch-genuine', () => {
    panel.current?.scrollIntoView()
    panel.current?.focus()
  })
  return null
}

/** The way from practice to the genuine fleet: its images are got beside the fleet that runs, then it is switched to. */
export const GenuinePanel = ({ busy }: { readonly busy: boolean }) => {
  const client = useQueryClient()
  const title = useRef<HTMLHeadingElement>(null)
  const status = useAnswer('images.status', undefined)
  const download = useDownload()
  const state = download?.state
  useEffect(() => {
    // What is there has changed; so it may have while nobody looked.
    if (state !== 'running') void client.invalidateQueries({ queryKey: ['images.status'] })
  }, [client, state])

  const content = () => {
    if (download?.state === 'running')
      return (
        <>
          <TheWayThere panel={title} />
          <RunningDownload download={download} />
        </>
      )
    if (status.error !== null)
      return <ReadFailure error={status.error.info} onRetry={() => void status.refetch()} />
    if (status.data === undefined) return <Skeleton lines={1} label={texts.looking} />
    const { trouble, images } = status.data
    if (trouble !== null)
      return (
        <>
          <TheWayThere panel={title} />
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
        <TheWayThere panel={title} />
        {download?.error !== null && download?.error !== undefined && (
          <FailureNotice error={download.error} />
        )}
        {state === 'cancelled' && <p>{texts.cancelled}</p>}
        <GetImages status={status.data} again={state === 'cancelled' || state === 'failed'} />
      </>
    )
  }
  return (
    <Panel label={texts.title} className="tool">
      <div>
        <h2 ref={title} tabIndex={-1}>
          {texts.title}
        </h2>
        <p className="mute">{texts.about}</p>
      </div>
      {content()}
    </Panel>
  )
}
