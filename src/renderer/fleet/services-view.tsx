import { ExternalLink, Power } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '../components/button'
import { FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { isUsable, takesNoWork, useFleet } from '../core/fleet-status'
import { EngineRemedy } from '../engine/engine-remedy'
import { useAsked } from '../views/asked'
import { texts as shellTexts } from '../texts'
import { BaselinePanel } from './baseline-panel'
import { useFleetActions } from './fleet-actions'
import { FleetDown } from './fleet-down'
import { GenuinePanel } from './genuine-panel'
import { GraphPanel } from './graph-panel'
import { HealingNotice } from './healing-notice'
import { KindNote } from './kind-note'
import { needsEngine, NoFleet } from './no-fleet'
import { ServicesTable } from './services-table'
import { StepsPanel } from './steps-panel'
import { StopDialog } from './stop-dialog'
import { SwitchButton } from './switch-button'
import { fleetTexts as texts } from './texts'
import { WayButton } from './way-button'
import { wayRound } from './ways-state'
import './services-view.css'

/** The fleet: its kind and why, the steps as they run, the services, and what puts things back. */
export const ServicesView = () => {
  const status = useFleet((fleet) => fleet.status)
  const error = useFleet((fleet) => fleet.error)
  const actions = useFleetActions()
  const busy = useFleet(takesNoWork)
  const [stopping, setStopping] = useState(false)
  useAsked('stop', () => setStopping(true))
  if (status === null)
    return (
      <View title={texts.title} about={texts.about}>
        {error === null ? <Skeleton lines={8} label={shellTexts.looking} /> : <NoFleet error={error} />}
      </View>
    )

  const usable = isUsable(status)
  const start = (): void => actions.up.run(undefined)
  const untouched = status.steps.every((step) => step.state === 'waiting')
  const stepFailed = status.steps.some((step) => step.error !== null)
  return (
    <View
      title={texts.title}
      about={texts.about}
      actions={
        <>
          {usable && (
            <ButtonLink href={`${status.address}/`} icon={ExternalLink} title={texts.dashboardHint}>
              {texts.dashboard}
            </ButtonLink>
          )}
          {status.kind === 'genuine' && <SwitchButton to="practice" disabled={busy} />}
          {status.phase !== 'down' && (
            <Button icon={Power} disabled={busy} onClick={() => setStopping(true)}>
              {texts.stop}
            </Button>
          )}
        </>
      }
    >
      <KindNote kind={status.kind} reason={status.reason} busy={busy} />
      {status.healing !== null && <HealingNotice healing={status.healing} />}
      {status.kind === 'practice' && <GenuinePanel busy={busy} />}
      {status.error !== null && !stepFailed && (
        <FailureNotice error={status.error}>
          {wayRound(status.error) !== undefined && <WayButton error={status.error} />}
        </FailureNotice>
      )}
      {status.error !== null && needsEngine(status.error) && <EngineRemedy />}
      {status.phase === 'down' && untouched ? (
        <FleetDown label={texts.title}>{texts.downAbout}</FleetDown>
      ) : (
        status.steps.length > 0 && <StepsPanel steps={status.steps} onRetry={busy ? null : start} />
      )}
      {status.services.length > 0 && (
        <ServicesTable services={status.services} kind={status.kind} busy={busy} />
      )}
      {usable && (
        <div className="fleet-tools">
          <BaselinePanel busy={busy} />
          <GraphPanel busy={busy} />
        </div>
      )}
      <StopDialog open={stopping} onClose={() => setStopping(false)} />
    </View>
  )
}
