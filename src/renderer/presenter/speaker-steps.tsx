import type { Lesson } from '../../shared/domain/lesson'
import { StateIcon, type Tone } from '../components/state-mark'
import type { Wish } from './stage-event'
import type { Mark, StageState } from './stage-state'
import { speakerTexts as texts } from './texts'

interface SpeakerStepsProps {
  readonly lesson: Lesson
  readonly state: StageState
  readonly wish: (wish: Wish) => void
}

const tones: Readonly<Record<Mark, Tone>> = {
  none: 'idle',
  passed: 'ok',
  accepted: 'warn',
  failed: 'bad',
  skipped: 'warn',
}

/** All steps, each a way to jump. */
export const SpeakerSteps = ({ lesson, state, wish }: SpeakerStepsProps) => (
  <nav className="speaker-steps" aria-label={texts.jump}>
    <ol>
      {lesson.steps.map((step, at) => (
        // A lesson's steps may have the same title.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at}>
          <button
            type="button"
            aria-current={at === state.step ? 'step' : undefined}
            disabled={state.phase === 'resetting' || state.asking !== null}
            onClick={() => wish({ kind: 'jump', step: at })}
          >
            <StateIcon tone={state.run?.step === at ? 'busy' : tones[state.marks[at] ?? 'none']} />
            <span className="truncate">{step.title}</span>
          </button>
        </li>
      ))}
    </ol>
  </nav>
)
