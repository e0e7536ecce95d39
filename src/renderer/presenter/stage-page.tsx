import { useEffect, useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import { Button } from '../components/button'
import { Skeleton } from '../components/notice'
import { FleetWatch } from '../core/fleet-watch'
import { useFleet } from '../core/fleet-status'
import { useStream } from '../core/use-stream'
import { FleetActions } from '../fleet/fleet-actions'
import { keepOnStage, useOnStage } from '../views/on-stage'
import { Stage } from './stage'
import { holdStage } from './stage-lock'
import { presenterTexts as texts } from './texts'
import './stage.css'

const leave = (): void => keepOnStage(null)

const Elsewhere = ({ onTake }: { readonly onTake: () => void }) => (
  <main className="stage stage-elsewhere" aria-label={texts.stage}>
    <h1>{texts.elsewhere}</h1>
    <p>{texts.elsewhereAbout}</p>
    <div className="stage-choices">
      <Button onClick={leave}>{texts.leave}</Button>
      <Button look="primary" onClick={onTake}>
        {texts.takeOver}
      </Button>
    </div>
  </main>
)

const Held = () => {
  const [shelf, setShelf] = useState<LessonShelf | null>(null)
  const [lesson, setLesson] = useState<Lesson | null>(null)
  const [first] = useState(() => useOnStage.getState().now)
  const round = useFleet((fleet) => fleet.round)
  useStream('lessons.watch', undefined, (now) => {
    setShelf(now)
    // A file that is saved with a mistake meanwhile does not empty the stage.
    const found = now.lessons.find(({ key }) => key === first?.lesson)?.lesson ?? null
    if (found !== null) setLesson(found)
  })
  if (first === null) return null
  if (shelf === null) return <Skeleton lines={3} label={texts.reading} />
  return (
    <FleetActions>
      <FleetWatch key={round} />
      {lesson === null ? (
        <main className="stage stage-elsewhere" aria-label={texts.stage}>
          <h1>{texts.goneLesson}</h1>
          <Button onClick={leave}>{texts.leave}</Button>
        </main>
      ) : (
        // With other steps it begins anew.
        <Stage key={lesson.steps.length} lessonKey={first.lesson} lesson={lesson} first={first.step} />
      )}
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
  return <main className="stage" aria-label={texts.stage} />
}
