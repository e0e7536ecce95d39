import { lazy, Suspense, useEffect, useRef, type ComponentType, type LazyExoticComponent } from 'react'
import { Skeleton } from '../components/notice'
import { ToastList } from '../components/toast-list'
import { FleetWatch } from '../core/fleet-watch'
import { FleetActions } from '../fleet/fleet-actions'
import { ResetDialog } from '../fleet/reset-dialog'
import { texts } from '../texts'
import { Dock } from './dock'
import { Header } from './header'
import { JobStrip } from './job-strip'
import { LinkBanner } from './link-banner'
import { Navigation } from './navigation'
import { useRoute, type ViewName } from './route'
import { ViewBoundary } from './view-boundary'
import './shell.css'

interface ViewProps {
  readonly subject: string
}

const views: Readonly<Record<ViewName, LazyExoticComponent<ComponentType<ViewProps>>>> = {
  services: lazy(async () => ({ default: (await import('../fleet/services-view')).ServicesView })),
  logs: lazy(async () => ({ default: (await import('../logs/logs-view')).LogsView })),
  requests: lazy(async () => ({ default: (await import('../requests/requests-view')).RequestsView })),
  doctor: lazy(async () => ({ default: (await import('../doctor/doctor-view')).DoctorView })),
  annotations: lazy(async () => ({
    default: (await import('../annotations/annotations-view')).AnnotationsView,
  })),
  versions: lazy(async () => ({ default: (await import('../versions/versions-view')).VersionsView })),
  cheatsheet: lazy(async () => ({ default: (await import('../cheatsheet/cheatsheet-view')).CheatsheetView })),
}

/** The frame round every view: header, navigation, the view, the dock. */
export const Shell = () => {
  const { view, subject } = useRoute()
  const main = useRef<HTMLElement>(null)
  const Current = views[view]

  useEffect(() => {
    document.title = `${texts.views[view]} · ${texts.product}`
    main.current?.scrollTo(0, 0)
  }, [view])

  return (
    <FleetActions>
      <FleetWatch />
      <div className="shell">
        <Header />
        <Navigation current={view} />
        <div className="shell-main">
          <LinkBanner />
          <JobStrip />
          <main ref={main} className="shell-view" aria-label={texts.views[view]} tabIndex={-1}>
            <ViewBoundary key={view}>
              <Suspense fallback={<Skeleton lines={6} label={texts.views[view]} />}>
                <Current subject={subject} />
              </Suspense>
            </ViewBoundary>
          </main>
        </div>
        <Dock withSheet={view !== 'cheatsheet'} />
      </div>
      <ResetDialog />
      <ToastList />
    </FleetActions>
  )
}
