import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Overlays } from './overlays'
import { Skeleton } from '../components/notice'
import { ToastList } from '../components/toast-list'
import { isReached, useFleet } from '../core/fleet-status'
import { loadOrReload } from '../core/load'
import { FleetWatch } from '../core/fleet-watch'
import { FleetActions } from '../fleet/fleet-actions'
import { ForeignDialog } from '../fleet/foreign-dialog'
import { HealingToast } from '../fleet/healing-toast'
import { PlaceDialog } from '../fleet/place-dialog'
import { ResetDialog } from '../fleet/reset-dialog'
import { TroubleToasts } from '../life/trouble-toasts'
import { RunWanted } from '../lessons/run-wanted'
import { JobNotes } from '../notifications/job-notes'
import { Shortcuts } from '../shortcuts/shortcuts'
import { texts } from '../texts'
import { forgetAsked } from '../views/asked'
import { useTour } from '../tour/tour-state'
import { Dock } from './dock'
import { Header } from './header'
import { JobStrip } from './job-strip'
import { LinkBanner } from './link-banner'
import { Navigation } from './navigation'
import { useRoute, type Route } from '../views/route'
import { ViewBoundary } from '../views/view-boundary'
import type { View } from '../views/view-source'
import { loadOtherViews, viewOf } from './views'
import './shell.css'

const TourCard = lazy(async () => {
  const { TourCard: Loaded } = await loadOrReload(() => import('../tour/tour-card'))
  return { default: Loaded }
})

const Content = ({ view, subject }: Route) => {
  const [Current] = useState<View>(() => viewOf(view))
  return (
    <Suspense fallback={<Skeleton lines={6} label={texts.views[view]} />}>
      <Current subject={subject} />
    </Suspense>
  )
}

/** The frame round every view: header, navigation, the view, the dock. */
export const Shell = () => {
  const { view, subject } = useRoute()
  const round = useFleet((fleet) => fleet.round)
  const reached = useFleet(isReached)
  const touring = useTour((tour) => tour.stop !== null)
  const main = useRef<HTMLElement>(null)

  useEffect(() => {
    document.title = `${texts.views[view]} · ${texts.product}`
    main.current?.scrollTo(0, 0)
    forgetAsked(view)
  }, [view])
  useEffect(() => void loadOtherViews(), [])

  return (
    <FleetActions>
      <FleetWatch key={round} />
      <HealingToast />
      <TroubleToasts />
      <Shortcuts />
      <JobNotes />
      <RunWanted />
      <div className={`shell${reached ? '' : ' shell-stale'}`}>
        <Header />
        <Navigation current={view} />
        <div className="shell-main">
          <LinkBanner />
          <JobStrip />
          <main ref={main} className="shell-view" aria-label={texts.views[view]} tabIndex={-1}>
            <ViewBoundary key={view}>
              <Content view={view} subject={subject} />
            </ViewBoundary>
          </main>
          {touring && (
            <ViewBoundary>
              <Suspense>
                <TourCard view={view} />
              </Suspense>
            </ViewBoundary>
          )}
        </div>
        <Dock view={view} />
      </div>
      <ResetDialog />
      <ForeignDialog />
      <PlaceDialog />
      <Overlays />
      <ToastList />
    </FleetActions>
  )
}
