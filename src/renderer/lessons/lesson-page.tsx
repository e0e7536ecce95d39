import { ArrowLeft, PanelRight, Play, Presentation, Square } from 'lucide-react'
import { useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { Button } from '../components/button'
import { FailureNotice, Notice } from '../components/notice'
import { View } from '../components/panel'
import { Segmented } from '../components/segmented'
import { toast } from '../components/toast'
import { isUsable, useFleet } from '../core/fleet-status'
import { FleetDown } from '../fleet/fleet-down'
import { texts as shellTexts } from '../texts'
import { routeHash } from '../views/route'
import { useAsked } from '../views/asked'
import { goOnStage } from '../views/go-on-stage'
import { useWindowKeys } from '../components/window-keys'
import { Beside, besideOf } from '../views/beside'
import { useLessonRun } from './lesson-run'
import { firstMissing } from './step-state'
import { StepCard } from './step-card'
import { StepList } from './step-list'
import { lessonTexts as texts } from './texts'
import { useLesson, type Pace } from './use-lesson'
import './lesson-page.css'

interface LessonPageProps {
  readonly lessonKey: string
  readonly lesson: Lesson
}

interface Choice {
  readonly step: number
  /** The step that ran when it was chosen. */
  readonly running: number | null
}

/** One lesson: its steps, the one that is looked at, and the view that goes with it. */
export const LessonPage = ({ lessonKey, lesson }: LessonPageProps) => {
  const [pace, setPace] = useState<Pace>('typed')
  const [chosen, choose] = useState<Choice>({ step: 0, running: null })
  const [besideHidden, hideBeside] = useState(false)
  const status = useFleet((fleet) => fleet.status)
  const refused = useLessonRun((run) => run.refused)
  const { progress, busy, here, run, stop } = useLesson(lessonKey, lesson, pace)
  const { running } = progress

  // A choice holds until another step begins to run: that one is looked at, and stays when it has ended.
  if (running !== null && running !== chosen.running) choose({ step: running, running })
  if (running === null && chosen.running !== null) choose({ ...chosen, running })
  const show = (index: number): void => choose({ step: index, running })

  const shown = Math.min(chosen.step, lesson.steps.length - 1)
  const step = lesson.steps[shown]
  const last = lesson.steps.length - 1
  const missing = firstMissing(progress, shown)
  const fits = status === null || lesson.fleets.includes(status.kind)
  const blocked = busy || !fits
  const present = (): void => {
    if (!fits) {
      toast({
        tone: 'bad',
        title: texts.cannotPresent,
        detail: texts.wrongFleet(lesson.fleets.join(', '), status.kind),
      })
      return
    }
    // What runs in the panel's own terminal is not left to itself.
    if (here) stop()
    goOnStage(lessonKey)
  }
  useAsked('present', present)
  useWindowKeys(({ key, shiftKey, ctrlKey, metaKey }) => {
    const asked = key === 'F5' && !shiftKey && !ctrlKey && !metaKey
    if (asked) present()
    return asked
  })
  const beside = besideOf(step)
  const besideName = beside === null ? '' : shellTexts.views[beside.view]

  return (
    <View
      title={lesson.title}
      about={lesson.about}
      fills
      actions={
        <>
          <a className="button button-quiet" href={routeHash('lessons')}>
            <ArrowLeft aria-hidden />
            {texts.all}
          </a>
          <Segmented
            label={texts.pace}
            value={pace}
            choices={[
              { value: 'typed', label: texts.paces.typed, hint: texts.paces.typedHint },
              { value: 'once', label: texts.paces.once, hint: texts.paces.onceHint },
            ]}
            onChange={setPace}
          />
          <Button icon={Presentation} title={texts.presentHint} disabled={!fits} onClick={present}>
            {texts.present}
          </Button>
          {here ? (
            <Button look="danger" icon={Square} title={texts.stopHint} onClick={stop}>
              {texts.stop}
            </Button>
          ) : (
            <Button icon={Play} disabled={blocked} onClick={() => run(0, last)}>
              {texts.runAll}
            </Button>
          )}
        </>
      }
    >
      {!isUsable(status) ? (
        <FleetDown label={lesson.title}>{texts.needsFleet}</FleetDown>
      ) : (
        <>
          {!fits && status !== null && (
            <Notice tone="warn">{texts.wrongFleet(lesson.fleets.join(', '), status.kind)}</Notice>
          )}
          {refused?.key === lessonKey && <FailureNotice error={refused.error} />}
          <div className="steps-bar">
            <StepList lesson={lesson} progress={progress} shown={shown} onShow={show} />
            {beside !== null && besideHidden && (
              <Button small look="quiet" icon={PanelRight} onClick={() => hideBeside(false)}>
                {texts.besideShow(besideName)}
              </Button>
            )}
          </div>
          {step !== undefined && (
            <div className={`lesson${beside === null || besideHidden ? '' : ' lesson-beside'}`}>
              <StepCard
                key={shown}
                step={step}
                report={progress.steps[shown] ?? null}
                running={running === shown}
                blocked={blocked}
                missing={missing !== null}
                last={shown === last}
                onRun={() => run(shown, shown)}
                onRest={() => run(shown, last)}
                onCatchUp={() => run(missing ?? shown, shown)}
                onNext={() => show(shown + 1)}
              />
              {beside !== null && !besideHidden && <Beside {...beside} onHide={() => hideBeside(true)} />}
            </div>
          )}
        </>
      )}
    </View>
  )
}
