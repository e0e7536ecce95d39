import { Copy, Plug, RotateCcw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { isPlaceSet, useClassroomSettings } from '../classroom/classroom'
import { classroomTexts } from '../classroom/texts'
import { Button, IconButton } from '../components/button'
import { copyText } from '../components/copy'
import { FailureNotice, Notice, Skeleton } from '../components/notice'
import { toast } from '../components/toast'
import { isUsable, takesNoWork, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { forgetPreferences } from '../design/preferences'
import { chooseTheme } from '../design/theme'
import { useFleetActions } from '../fleet/fleet-actions'
import { askWays } from '../fleet/ways-state'
import { texts as shellTexts } from '../texts'
import { settingsTexts as texts } from './texts'

/** What the home remembers, and where it is. */
export const HomeSettings = ({ onLeave }: { readonly onLeave: (next: () => void) => void }) => {
  const about = useAnswer('panel.about', undefined)
  const place = useAnswer('place.read', undefined, { staleTime: 0 })
  const placeSet = isPlaceSet(useClassroomSettings())
  const error = about.error ?? place.error
  if (error !== null) return <FailureNotice error={error.info} />
  if (about.data === undefined || place.data === undefined)
    return <Skeleton lines={3} label={texts.reading} />
  const { home, fleet, version } = about.data
  return (
    <>
      <dl className="setting-facts">
        <dt title={texts.homeHint}>{texts.home}</dt>
        <dd className="mono">
          {home}
          <IconButton
            label={texts.copyHome}
            icon={Copy}
            onClick={() => void copyText(home, texts.homePath)}
          />
        </dd>
        <dt>{texts.port}</dt>
        <dd className="mono">{place.data.port}</dd>
        <dt>{texts.project}</dt>
        <dd className="mono">{place.data.project}</dd>
        <dt>{texts.fleet}</dt>
        <dd>{shellTexts.kinds[fleet]}</dd>
        <dt>{texts.version}</dt>
        <dd>{version}</dd>
      </dl>
      <p className="mute setting-note">{texts.homeHint}</p>
      <div className="setting-actions">
        <Button
          icon={Plug}
          disabled={placeSet}
          title={placeSet ? classroomTexts.set : undefined}
          onClick={() => onLeave(() => askWays('place'))}
        >
          {texts.changePlace}
        </Button>
      </div>
    </>
  )
}

export const AnewSettings = ({ onLeave }: { readonly onLeave: (next: () => void) => void }) => {
  const status = useFleet((fleet) => fleet.status)
  const busy = useFleet(takesNoWork)
  const { askReset } = useFleetActions()
  const [asked, setAsked] = useState(false)
  const forget = (): void => {
    forgetPreferences()
    chooseTheme('system')
    setAsked(false)
    toast({ tone: 'ok', title: texts.forgotten, brief: true })
  }
  if (asked)
    return (
      <Notice tone="warn">
        <p>{texts.forgetWhat}</p>
        <div className="setting-actions">
          <Button look="danger" icon={Undo2} onClick={forget}>
            {texts.forgetThem}
          </Button>
          <Button onClick={() => setAsked(false)}>{texts.keepThem}</Button>
        </div>
      </Notice>
    )
  return (
    <div className="setting-actions">
      <Button
        look="danger"
        icon={RotateCcw}
        disabled={!isUsable(status) || busy}
        onClick={() => onLeave(() => askReset(true))}
      >
        {texts.reset}
      </Button>
      <Button icon={Undo2} onClick={() => setAsked(true)}>
        {texts.forget}
      </Button>
    </div>
  )
}
