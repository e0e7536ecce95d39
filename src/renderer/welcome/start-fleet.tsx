import { RotateCw, Sparkles } from 'lucide-react'
import type { FleetStatus, Job } from '../../shared/domain/fleet'
import { Button } from '../components/button'
import { duration } from '../components/format'
import { FailureNotice, Notice } from '../components/notice'
import { useNow } from '../components/use-now'
import { isReached, isUsable, useFleet } from '../core/fleet-status'
import { EngineRemedy } from '../engine/engine-remedy'
import { useFleetActions } from '../fleet/fleet-actions'
import { needsEngine } from '../fleet/no-fleet'
import { isRunning, summarise } from '../fleet/step-state'
import { WayButton } from '../fleet/way-button'
import { texts as shellTexts } from '../texts'
import { welcomeTexts } from './texts'

const texts = welcomeTexts.start

interface StartingStatus extends FleetStatus {
  readonly job: Job
}

const AtWork = ({ status }: { readonly status: StartingStatus }) => {
  const now = useNow(true)
  const { done, all } = summarise(status.steps)
  const { title, stage, startedAt } = status.job
  const steps = status.steps.filter(isRunning).map((step) => step.title)
  const doing = steps.length > 0 ? steps.join(', ') : stage
  return (
    <Notice tone="busy">
      <p>
        <strong>{doing === '' ? title : doing}</strong>
      </p>
      <p className="mute tabular">{texts.progress(done, all, duration(now - Date.parse(startedAt)))}</p>
    </Notice>
  )
}

/** The one click that starts the fleet, how far that is, and what stood in its way. */
export const StartFleet = ({ status }: { readonly status: FleetStatus }) => {
  const { up } = useFleetActions()
  const reached = useFleet(isReached)
  const { job, error } = status
  if (job !== null) return <AtWork status={{ ...status, job }} />
  if (isUsable(status)) return <p className="mute">{texts.at(status.address)}</p>
  const start = (): void => up.run(undefined)
  if (error !== null)
    return (
      <>
        <FailureNotice error={error}>
          <WayButton error={error} />
          <Button icon={RotateCw} pending={up.pending} disabled={!reached} onClick={start}>
            {texts.again}
          </Button>
        </FailureNotice>
        {needsEngine(error) && <EngineRemedy />}
      </>
    )
  return (
    <>
      <p>
        {texts.downAbout(status.steps.length)} {texts.time[status.kind]}
      </p>
      <div className="welcome-actions">
        <Button look="primary" icon={Sparkles} pending={up.pending} disabled={!reached} onClick={start}>
          {shellTexts.getReady}
        </Button>
      </div>
    </>
  )
}
