import type { LessonStep, LessonStepReport } from '../../shared/domain/lesson'
import { StateIcon, type Tone } from '../components/state-mark'
import { lessonTexts as texts } from './texts'

interface CheckListProps {
  readonly step: LessonStep
  readonly report: LessonStepReport | null
}

type Looked = LessonStepReport['checks'][number] | undefined

const toneOf = (looked: Looked): Tone => (looked === undefined ? 'idle' : looked.passed ? 'ok' : 'bad')

const wordOf = (looked: Looked): string =>
  looked === undefined ? texts.notLooked : looked.passed ? texts.held : texts.heldNot

/** What must hold after the commands, the expression that says so, and what was found where it does not. */
export const CheckList = ({ step, report }: CheckListProps) => (
  <ul className="expectations" aria-label={texts.checks}>
    {step.expect.map(({ that, check }, place) => {
      // After a command that failed they are told as not holding, and nobody has looked.
      const looked = report === null || report.stopped !== null ? undefined : report.checks[place]
      return (
        // As the commands: their order is theirs.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place} className="expected">
          <StateIcon tone={toneOf(looked)} />
          <div>
            <p>
              {that}
              <span className="visually-hidden">, {wordOf(looked)}</span>
            </p>
            <code className="mute">{check.trim()}</code>
            {looked !== undefined && !looked.passed && <p className="expected-found">{looked.detail}</p>}
          </div>
        </li>
      )
    })}
  </ul>
)
