import { Power } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button'
import { FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { isUsable, useFleet } from '../core/fleet-status'
import { texts as shellTexts } from '../texts'
import { BaselinePanel } from './baseline-panel'
import { useFleetActions } from './fleet-actions'
import { FleetDown } from './fleet-down'
import { GraphPanel } from './graph-panel'
import { KindNote } from './kind-note'
import { ServicesTable } from './services-table'
import { StepsPanel } from './steps-panel'
import { StopDialog } from './stop-dialog'
import { fleetTexts as texts } from './texts'
import './services-view.css'

/** The fleet: its kind and why, the steps as they run, the services, and what puts things back. */
export const ServicesView = () => {
  const status = useFleet((fleet) => fleet.status)
  const actions = useFleetActions()
  const [stopping, setStopping] = useState(false)
  if (status === null)
    return (
      <View title={texts.title} about={texts.about}>
        <Skeleton lines={8} label={shellTexts.looking} />
      </View>
    )

  const busy = status.job !== null
  const usable = isUsable(status)
  const start = (): void => actions.up.run(undefined)
  const untouched = status.steps.every((step) => step.state === 'waiting')
  const stepFailed = status.steps.some((step) => step.error !== null)
  return (
    <View
      title={texts.title}
      about={texts.about}
      actions={
        status.phase !== 'down' && (
          <Button icon={Power} disabled={busy} onClick={() => setStopping(true)}>
            {texts.stop}
          </Button>
        )
      }
    >
      <KindNote kind={status.kind} reason={status.reason} />
      {status.error !== null && !stepFailed && <FailureNotice error={status.error} />}
      {status.phase === 'down' && untouched ? (
        <FleetDown label={texts.title}>{texts.downAbout}</FleetDown>
      ) : (
        status.steps.length > 0 && <StepsPanel steps={status.steps} onRetry={busy ? null : start} />
      )}
      {status.services.length > 0 && <ServicesTable services={status.services} busy={busy} />}
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
