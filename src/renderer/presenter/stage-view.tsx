import { StateMark } from '../components/state-mark'
import { useFleet } from '../core/fleet-status'
import { present, stateTone } from '../fleet/service-state'
import { fleetTexts } from '../fleet/texts'
import { ForAudience } from '../rows/for-audience'
import { LiveView, type BesideView } from '../views/beside'
import { ViewBoundary } from '../views/view-boundary'
import { presenterTexts as texts } from './texts'
import './stage-view.css'

/** The fleet as an audience needs it: what there is, and whether it is well. */
const Services = () => {
  const status = useFleet((fleet) => fleet.status)
  if (status === null) return null
  return (
    <ul className="stage-services">
      {present(status.services, status.kind).map(({ name, state }) => (
        <li key={name}>
          <span className="mono">{name}</span>
          <StateMark tone={stateTone(state)} word={fleetTexts.serviceWords[state]} />
        </li>
      ))}
    </ul>
  )
}

/** The one view that the step names. */
export const StageView = ({ view, subject }: BesideView) => (
  <section className="stage-view" aria-label={texts.view}>
    <ForAudience value>
      <ViewBoundary key={view}>
        {view === 'services' ? <Services /> : <LiveView view={view} subject={subject} />}
      </ViewBoundary>
    </ForAudience>
  </section>
)
