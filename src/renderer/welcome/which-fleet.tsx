import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { ImagesStatus } from '../../shared/domain/images'
import { Button } from '../components/button'
import { bytes, duration } from '../components/format'
import { takesNoWork, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { usualTime } from '../fleet/download-state'
import { GenuinePanel } from '../fleet/genuine-panel'
import { welcomeTexts } from './texts'

const texts = welcomeTexts.fleet

const minutes = (images: ImagesStatus): string => duration(usualTime(images.download)).replace(' 00 s', '')

const isHere = ({ images }: ImagesStatus): boolean => images.every(({ here }) => here)

const line = (images: ImagesStatus): string => {
  if (images.trouble !== null) return texts.noEngine(images.trouble.what)
  return isHere(images) ? texts.here : texts.cost(bytes(images.download), minutes(images), bytes(images.disk))
}

/** What the genuine fleet would cost, in a line; what can be done about it opens below. */
const Genuine = ({ busy }: { readonly busy: boolean }) => {
  const images = useAnswer('images.status', undefined).data
  const [shown, show] = useState(false)
  return (
    <div className="welcome-genuine">
      {images !== undefined && <p className="mute">{line(images)}</p>}
      <Button
        small
        look="quiet"
        icon={shown ? ChevronUp : ChevronDown}
        aria-expanded={shown}
        onClick={() => show(!shown)}
      >
        {shown ? texts.less : texts.more}
      </Button>
      {shown && (
        <>
          <GenuinePanel busy={busy} />
          <p className="mute">
            {texts.classroom} <code>{texts.save}</code>, <code>{texts.load}</code>
          </p>
        </>
      )}
    </div>
  )
}

/** What a start of the genuine fleet downloads, since it was asked for. */
const OwnCost = () => {
  const images = useAnswer('images.status', undefined).data
  if (images === undefined || images.trouble !== null) return null
  return (
    <p className="mute">
      {isHere(images) ? texts.nothing : texts.ownCost(bytes(images.download), minutes(images))}
    </p>
  )
}

/** Which fleet this home has and why, and what the other one would take. */
export const WhichFleet = ({ status }: { readonly status: FleetStatus }) => {
  const busy = useFleet(takesNoWork)
  return (
    <>
      <p>
        {texts.about[status.kind]} <span className="mute">{status.reason}</span>
      </p>
      {status.kind === 'practice' ? <Genuine busy={busy} /> : <OwnCost />}
    </>
  )
}
