import type { LessonStepReport } from '../../shared/domain/lesson'
import { StateMark } from '../components/state-mark'
import { lessonTexts } from './texts'

const texts = lessonTexts.verdict

const wordsOf = ({ passed, stopped, checks }: LessonStepReport): string => {
  if (passed) return texts.passed(checks.length)
  if (stopped !== null) return texts.stopped(stopped.error === '' ? stopped.line : stopped.error)
  return texts.failed(checks.filter((check) => !check.passed).length)
}

/** What the step came to, told to those who listen as well. */
export const Verdict = ({ report }: { readonly report: LessonStepReport }) => (
  <p className="verdict" role="status">
    <StateMark tone={report.passed ? 'ok' : 'bad'} word={wordsOf(report)} />
  </p>
)
