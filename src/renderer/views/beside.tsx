import { X } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { LessonView } from '../../shared/domain/lesson'
import { IconButton } from '../components/button'
import { Skeleton } from '../components/notice'
import type { ViewName } from './route'
import { ViewBoundary } from './view-boundary'
import { useViewSource, type View } from './view-source'
import { viewTexts as texts } from './texts'
import './beside.css'

/** The panel's view for each that a lesson may name. */
const views: Readonly<Record<LessonView, ViewName>> = {
  fleet: 'services',
  annotations: 'annotations',
  history: 'history',
  versions: 'versions',
  segmentation: 'segmentation',
  cheatsheet: 'cheatsheet',
}

export const besideOf = (view: LessonView | undefined): ViewName | null =>
  view === undefined ? null : views[view]

/** A view of the panel by itself, live. */
export const LiveView = ({ view }: { readonly view: ViewName }) => {
  const viewOf = useViewSource()
  const [Current] = useState<View>(() => viewOf(view))
  return (
    <Suspense fallback={<Skeleton lines={6} label={texts.beside} />}>
      <Current subject="" />
    </Suspense>
  )
}

interface BesideProps {
  readonly view: ViewName
  readonly onHide: () => void
}

/** The view that a lesson's step names, live, beside it. */
export const Beside = ({ view, onHide }: BesideProps) => (
  <section className="beside" aria-label={texts.beside}>
    <IconButton className="beside-hide" label={texts.besideNone} icon={X} onClick={onHide} />
    <ViewBoundary key={view}>
      <LiveView view={view} />
    </ViewBoundary>
  </section>
)
