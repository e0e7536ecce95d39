import { Button } from '../components/button'
import { isReached, useFleet } from '../core/fleet-status'
import { useNow } from '../components/use-now'
import { duration } from '../components/format'
import { useFleetActions } from '../fleet/fleet-actions'
import { TellMe } from '../notifications/tell-me'
import { texts } from '../texts'
import './job-strip.css'

/** The long work that goes on, in every view: what, which stage, since when, and a way to stop it where this panel asked for it. */
export const JobStrip = () => {
  const job = useFleet((fleet) => fleet.status?.job ?? null)
  const now = useNow(job !== null)
  const reached = useFleet(isReached)
  const { own } = useFleetActions()
  if (job === null) return null
  return (
    <div className="job" role="status" aria-label={job.title}>
      {job.progress === null ? (
        <span className={`job-bar${reached ? ' job-bar-running' : ''}`} />
      ) : (
        <progress className="job-progress" max={1} value={job.progress} aria-label={job.title} />
      )}
      <strong>
        {!reached && texts.lastKnown}
        {job.title}
      </strong>
      <span className="mute truncate">{job.stage}</span>
      <span className="job-time mute tabular">{duration(now - Date.parse(job.startedAt))}</span>
      {reached && own !== null && <TellMe />}
      {reached && own !== null && (
        <Button small onClick={own.cancel}>
          {texts.cancel}
        </Button>
      )}
    </div>
  )
}
