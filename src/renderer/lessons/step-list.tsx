import type { Lesson } from '../../shared/domain/lesson'
import type { LessonProgress } from '../../shared/domain/lesson-shelf'
import { StateIcon } from '../components/state-mark'
import { stateOf, stepTones } from './step-state'
import { lessonTexts as texts } from './texts'

interface StepListProps {
  readonly lesson: Lesson
  readonly progress: LessonProgress
  readonly shown: number
  readonly onShow: (index: number) => void
}

/** All steps along one line, each with what became of it: the way to jump. */
export const StepList = ({ lesson, progress, shown, onShow }: StepListProps) => (
  <ol className="steps-line" aria-label={texts.stepsLabel}>
    {lesson.steps.map((step, index) => {
      const state = stateOf(progress, index)
      return (
        // A lesson's steps may have the same title.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <button
            type="button"
            className={`step-stop step-stop-${state}`}
            aria-current={index === shown ? 'step' : undefined}
            aria-label={texts.step(index + 1, step.title, texts.states[state])}
            title={step.title}
            onClick={() => onShow(index)}
          >
            <StateIcon tone={stepTones[state]} />
            <span className="truncate">{step.title}</span>
          </button>
        </li>
      )
    })}
  </ol>
)
