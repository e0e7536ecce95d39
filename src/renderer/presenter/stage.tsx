import { useEffect, useRef } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import { besideOf } from '../views/beside'
import { Narration } from '../lessons/narration'
import type { ViewName } from '../views/route'
import { leaveFull } from '../views/full-screen'
import { keepOnStage } from '../views/on-stage'
import { StageFoot } from './stage-foot'
import { useStageKeys } from './stage-keys'
import { useStageLink } from './stage-link'
import { StageView } from './stage-view'
import { StageTerminal } from './stage-terminal'
import { presenterTexts as texts } from './texts'
import { useStage } from './use-stage'
import './stage.css'

interface StageProps {
  readonly lessonKey: string
  readonly lesson: Lesson
  /** The step that it begins with. */
  readonly first: number
}

/** A picture wants height; the commands beside it are short. */
const layoutOf = (view: ViewName | null): string =>
  view === null ? '' : view === 'segmentation' ? 'stage-tall-view' : 'stage-with-view'

const Question = () => (
  <div className="stage-ask" role="alertdialog" aria-label={texts.over}>
    <h2>{texts.over}</h2>
    <p>{texts.overAbout}</p>
    <p className="mute">{texts.overKeys}</p>
  </div>
)

/** A lesson before an audience: what is said, what is typed, and the one view that belongs to it. Nothing else. */
export const Stage = ({ lessonKey, lesson, first }: StageProps) => {
  const stage = useStage(lessonKey, lesson, first)
  const { state, wish } = stage
  const followed = useStageLink(lesson, stage)
  const own = useRef<HTMLElement>(null)
  const python = useRef<HTMLDivElement>(null)
  const takeKeys = (): void => own.current?.focus()
  useStageKeys({
    state,
    wish,
    takeKeys,
    typeInto: () => python.current?.querySelector('textarea')?.focus(),
  })

  const { left, step: at } = state
  useEffect(() => own.current?.focus(), [])
  useEffect(() => {
    keepOnStage({ lesson: lessonKey, step: at })
  }, [lessonKey, at])
  useEffect(() => {
    if (!left) return
    void leaveFull()
    keepOnStage(null)
  }, [left])

  const step = lesson.steps[at]
  const view = besideOf(step?.view)
  const ended = state.phase === 'end'
  return (
    <main
      ref={own}
      className={`stage${state.black ? ' stage-black' : ''}`}
      aria-label={texts.stage}
      tabIndex={-1}
    >
      <div className="stage-light" inert={state.black}>
        <div className={`stage-acts ${layoutOf(view)}`} inert={ended}>
          <article className="stage-told" key={at} aria-live="polite">
            <h1>{step?.title}</h1>
            {step !== undefined && step.say !== '' && <Narration text={step.say} />}
          </article>
          {view !== null && <StageView view={view} />}
          <StageTerminal
            state={state}
            session={stage.session}
            place={python}
            onGone={stage.sessionGone}
            onLeave={takeKeys}
          />
        </div>
        <StageFoot state={state} checks={step?.expect.length ?? 0} followed={followed} />
        {ended && (
          <div className="stage-end">
            <h1>{texts.end}</h1>
            <p>{lesson.title}</p>
          </div>
        )}
        {state.asking && !followed && <Question />}
      </div>
    </main>
  )
}
