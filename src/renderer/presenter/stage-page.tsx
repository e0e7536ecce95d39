import { useEffect, useState, type ReactNode } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import { Button } from '../components/button'
import { FailureNotice, Skeleton } from '../components/notice'
import { useWindowKeys } from '../components/window-keys'
import { FleetWatch } from '../core/fleet-watch'
import { useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { FleetActions } from '../fleet/fleet-actions'
import { leaveFull } from '../views/full-screen'
import { keepOnStage, useOnStage } from '../views/on-stage'
import { Stage } from './stage'
import { holdStage } from './stage-lock'
import { presenterTexts as texts } from './texts'
import './stage.css'

/** In the stage's place, while there is no lesson on it: a word, and always the way out. */
const OffStage = ({ children }: { readonly children: ReactNode }) => {
  useWindowKeys(({ key }) => {
    if (key === 'Escape') leave()
    return key === 'Escape'
  })
  return (
    <main className="stage stage-elsewhere" aria-label={texts.stage}>
      {children}
    </main>
  )
}

const leave = (): void => {
  void leaveFull()
  keepOnStage(null)
}

const Leave = () => <Button onClick={leave}>{texts.leave}</Button>

const Elsewhere = ({ onTake }: { readonly onTake: () => void }) => (
  <OffStage>
    <h1>{texts.elsewhere}</h1>
    <p>{texts.elsewhereAbout}</p>
    <div className="stage-choices">
      <Leave />
      <Button look="primary" onClick={onTake}>
        {texts.takeOver}
      </Button>
    </div>
  </OffStage>
)

const Held = () => {
  const [shelf, setShelf] = useState<LessonShelf | null>(null)
  const [lesson, setLesson] = useState<Lesson | null>(null)
  const [first] = useState(() => useOnStage.getState().now)
  const round = useFleet((fleet) => fleet.round)
  const { error } = useStream('lessons.watch', undefined, (now) => {
    setShelf(now)
    // A file that is saved with a mistake meanwhile does not empty the stage.
    const found = now.lessons.find(({ key }) => key === first?.lesson)?.lesson ?? null
    if (found !== null) setLesson(found)
  })
  if (first === null) return null
  if (lesson === null)
    return (
      <OffStage>
        {shelf !== null ? (
          <h1>{texts.goneLesson}</h1>
        ) : error !== null ? (
          <FailureNotice error={error} />
        ) : (
          <Skeleton lines={3} label={texts.reading} />
        )}
        <Leave />
      </OffStage>
    )
  return (
    <FleetActions>
      <FleetWatch key={round} />
      <Stage lessonKey={first.lesson} lesson={lesson} first={first.step} />
    </FleetActions>
  )
}

/** In the place of the whole panel: no header, no toast, no dialog of it is on stage. One window has it at a time. */
export const StagePage = () => {
  const [take, setTake] = useState(0)
  const [held, setHeld] = useState<'held' | 'elsewhere' | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    void holdStage(take > 0, setHeld, controller.signal)
    return () => controller.abort()
  }, [take])
  if (held === 'held') return <Held />
  if (held === 'elsewhere') return <Elsewhere onTake={() => setTake(take + 1)} />
  return <OffStage>{null}</OffStage>
}
