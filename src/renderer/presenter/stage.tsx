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
import { StageQuestion } from './stage-question'
import type { StageState } from './stage-state'
import { StageView } from './stage-view'
import { StageTerminal } from './stage-terminal'
import { presenterTexts as texts } from './texts'
import { useMenuRefusal } from './use-menu-refusal'
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

/** Nothing was typed for the step that is told: its picture and words have the room. */
const isQuiet = ({ phase }: StageState): boolean => phase === 'told' || phase === 'waiting'

/** A lesson before an audience: what is said, what is typed, and the one view that belongs to it. Nothing else. */
export const Stage = ({ lessonKey, lesson, first }: StageProps) => {
  const stage = useStage(lessonKey, lesson, first)
  const { state, wish } = stage
  const followed = useStageLink(lesson, stage)
  const menu = useMenuRefusal()
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
  const beside = besideOf(step)
  const ended = state.phase === 'end'
  return (
    <main
      ref={own}
      className={`stage${state.black ? ' stage-black' : ''}`}
      aria-label={texts.stage}
      tabIndex={-1}
    >
      <div className="stage-light" inert={state.black}>
        <div
          className={`stage-acts ${layoutOf(beside?.view ?? null)}${isQuiet(state) ? ' stage-acts-told' : ''}`}
          inert={ended}
        >
          <article className="stage-told" key={at} aria-live="polite">
            <h1>{step?.title}</h1>
            {step !== undefined && step.say !== '' && <Narration text={step.say} />}
          </article>
          {beside !== null && <StageView {...beside} />}
          <StageTerminal
            state={state}
            session={stage.session}
            place={python}
            onGone={stage.sessionGone}
            onLeave={takeKeys}
          />
        </div>
        <StageFoot state={state} checks={step?.expect.length ?? 0} followed={followed} menu={menu} />
        {ended && (
          <div className="stage-end">
            <h1>{texts.end}</h1>
            <p>{lesson.title}</p>
          </div>
        )}
        {state.asking !== null && !followed && <StageQuestion asking={state.asking} />}
      </div>
    </main>
  )
}
