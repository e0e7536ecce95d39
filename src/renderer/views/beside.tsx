import { X } from 'lucide-react'
import { Suspense, useState } from 'react'
import { demoTable } from '../../shared/domain/demo-table'
import type { LessonStep, LessonView } from '../../shared/domain/lesson'
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

export interface BesideView {
  readonly view: ViewName
  /** What it shows: of a lesson, whatever its user has looked at before. */
  readonly subject: string
}

/** The views that show one table. */
const ofTable: ReadonlySet<LessonView> = new Set(['annotations', 'history'])

export const besideOf = (step: LessonStep | undefined): BesideView | null => {
  if (step?.view === undefined) return null
  return { view: views[step.view], subject: ofTable.has(step.view) ? (step.table ?? demoTable.name) : '' }
}

/** A view of the panel by itself, live. */
export const LiveView = ({ view, subject }: BesideView) => {
  const viewOf = useViewSource()
  const [Current] = useState<View>(() => viewOf(view))
  return (
    <Suspense fallback={<Skeleton lines={6} label={texts.beside} />}>
      <Current subject={subject} />
    </Suspense>
  )
}

interface BesideProps extends BesideView {
  readonly onHide: () => void
}

/** The view that a lesson's step names, live, beside it. */
export const Beside = ({ view, subject, onHide }: BesideProps) => (
  <section className="beside" aria-label={texts.beside}>
    <IconButton className="beside-hide" label={texts.besideNone} icon={X} onClick={onHide} />
    <ViewBoundary key={view}>
      <LiveView view={view} subject={subject} />
    </ViewBoundary>
  </section>
)
