import { GraduationCap, Route, Server } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button'
import { FailureNotice, Skeleton } from '../components/notice'
import { View } from '../components/panel'
import { toastFailure } from '../components/toast'
import { isUsable, useFleet } from '../core/fleet-status'
import { useCall } from '../core/use-call'
import { NoFleet } from '../fleet/no-fleet'
import { go, routeHash } from '../views/route'
import { texts as shellTexts } from '../texts'
import { startTour } from '../tour/tour-state'
import { FirstQuery } from './first-query'
import { StartFleet } from './start-fleet'
import { welcomeTexts as texts } from './texts'
import { WelcomeStep } from './welcome-step'
import { WhichFleet } from './which-fleet'
import './welcome.css'

/** Beside the heading, in sight from the start: whoever knows CAVE goes on from here. */
const WayOn = ({ onLeave }: { readonly onLeave: () => void }) => (
  <>
    <Button look="quiet" title={texts.next.skipHint} onClick={onLeave}>
      {texts.next.skip}
    </Button>
    <Button icon={Route} onClick={startTour}>
      {texts.next.tour}
    </Button>
  </>
)

/** Where to go from here. */
const Next = () => (
  <div className="welcome-next">
    <h2>{texts.next.title}</h2>
    <div className="welcome-actions">
      <Button look="primary" icon={Route} onClick={startTour}>
        {texts.next.tour}
      </Button>
      <a className="button button-plain" href={routeHash('lessons')}>
        <GraduationCap aria-hidden />
        {texts.next.lessons}
      </a>
      <a className="button button-plain" href={routeHash('services')}>
        <Server aria-hidden />
        {texts.next.services}
      </a>
    </div>
  </div>
)

/** The first steps in a new home: which fleet and why, its start, the first question; each with what it takes. */
export const WelcomeView = () => {
  const status = useFleet((fleet) => fleet.status)
  const error = useFleet((fleet) => fleet.error)
  const done = useCall('welcome.done', { failed: toastFailure })
  const [answered, setAnswered] = useState(false)
  const usable = isUsable(status)
  const leave = (): void => {
    done.run(undefined)
    go('services')
  }
  const answer = (): void => {
    done.run(undefined)
    setAnswered(true)
  }

  const content = () => {
    if (status === null)
      return error === null ? (
        <Skeleton lines={8} label={shellTexts.looking} />
      ) : (
        <>
          <FailureNotice error={error} />
          <NoFleet error={error} />
        </>
      )
    return (
      <ol className="welcome-steps" aria-label={texts.steps}>
        <WelcomeStep number={1} look="done" title={texts.fleet.title[status.kind]}>
          <WhichFleet status={status} />
        </WelcomeStep>
        <WelcomeStep
          number={2}
          look={usable ? 'done' : 'now'}
          title={usable ? texts.start.done : texts.start.title}
        >
          <StartFleet status={status} />
        </WelcomeStep>
        <WelcomeStep
          number={3}
          look={!usable ? 'later' : answered ? 'done' : 'now'}
          title={answered ? texts.query.done : texts.query.title}
        >
          {usable ? <FirstQuery onAnswered={answer} /> : <p className="mute">{texts.query.later}</p>}
        </WelcomeStep>
      </ol>
    )
  }
  return (
    <View title={texts.title} about={texts.about} actions={answered ? undefined : <WayOn onLeave={leave} />}>
      <div className="welcome">
        {content()}
        {answered && <Next />}
      </div>
    </View>
  )
}
