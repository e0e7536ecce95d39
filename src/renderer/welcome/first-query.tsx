import { Play, Table2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Lesson } from '../../shared/domain/lesson'
import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import type { PythonEnvironment } from '../../shared/domain/terminal'
import type { ErrorInfo } from '../../shared/errors'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { FailureNotice, Notice, Skeleton } from '../components/notice'
import { StateMark } from '../components/state-mark'
import { useStream } from '../core/use-stream'
import { useLessonRun } from '../lessons/lesson-run'
import { useLesson } from '../lessons/use-lesson'
import { Verdict } from '../lessons/verdict'
import { useSession } from '../terminal/session-memory'
import { QueryAnswer } from './query-answer'
import { welcomeTexts } from './texts'

const texts = welcomeTexts.query
/** The shipped lesson whose one step is the question. */
const firstLesson = 'first-query'

interface FirstQueryProps {
  readonly onAnswered: () => void
}

interface TypedProps extends FirstQueryProps {
  readonly lesson: Lesson
}

/** Why the terminal has no Python; null while nothing is wrong with it. */
const usePythonTrouble = (): ErrorInfo | null => {
  const [environment, set] = useState<PythonEnvironment | null>(null)
  const { error } = useStream('terminal.environment', undefined, set)
  return error ?? environment?.error ?? null
}

const codeOf = ({ steps }: Lesson): string =>
  (steps[0]?.run ?? []).filter((act) => typeof act === 'string').join('\n')

const NoPython = ({ error, onAsk }: { readonly error: ErrorInfo; readonly onAsk: () => void }) => (
  <FailureNotice tone="warn" error={{ ...error, what: `${texts.noPython} ${error.what}` }}>
    <Button look="primary" icon={Table2} onClick={onAsk}>
      {texts.panel}
    </Button>
  </FailureNotice>
)

const Typed = ({ lesson, onAnswered }: TypedProps) => {
  const { progress, busy, here, run } = useLesson(firstLesson, lesson, 'typed')
  const error = usePythonTrouble()
  const session = useSession((memory) => memory.session)
  const refused = useLessonRun((state) => state.refused)
  const [byPanel, askByPanel] = useState(false)
  const report = progress.steps[0] ?? null
  const passed = report?.passed === true && !here
  const answered = passed || byPanel
  useEffect(() => {
    if (answered) onAnswered()
    // oxlint-disable-next-line react/exhaustive-deps -- told once, however often it is asked again
  }, [answered])

  const waits = here && session === null
  const code = codeOf(lesson)
  return (
    <>
      <p>{texts.question}</p>
      <CodeLine code={code} does={texts.codeDoes} />
      {error !== null && session === null && !byPanel && (
        <NoPython error={error} onAsk={() => askByPanel(true)} />
      )}
      {refused?.key === firstLesson && <FailureNotice error={refused.error} />}
      {(error === null || session !== null) && (
        <div className="welcome-actions">
          <Button
            look={answered ? 'plain' : 'primary'}
            icon={Play}
            pending={here}
            disabled={busy}
            onClick={() => run(0, 0)}
          >
            {report === null ? texts.run : texts.again}
          </Button>
          {waits && !byPanel && <Button onClick={() => askByPanel(true)}>{texts.panelMeanwhile}</Button>}
          {report !== null && !here ? (
            passed ? (
              <StateMark tone="ok" word={texts.answered} />
            ) : (
              <Verdict report={report} />
            )
          ) : (
            !waits && <p className="mute">{here ? texts.typing : texts.runHint}</p>
          )}
        </div>
      )}
      {waits && error === null && <Notice tone="busy">{texts.waits}</Notice>}
      {answered && <QueryAnswer byPanel={!passed} />}
    </>
  )
}

/** The first question to CAVE: its code, typed into the terminal, and the answer explained; through the panel where there is no Python. */
export const FirstQuery = ({ onAnswered }: FirstQueryProps) => {
  const [shelf, setShelf] = useState<LessonShelf | null>(null)
  const { error } = useStream('lessons.watch', undefined, setShelf)
  const found = shelf?.lessons.find(({ key }) => key === firstLesson)
  if (found?.lesson) return <Typed lesson={found.lesson} onAnswered={onAnswered} />
  const trouble = error ?? found?.error ?? null
  return trouble === null ? (
    <Skeleton lines={3} label={welcomeTexts.query.reading} />
  ) : (
    <FailureNotice error={trouble} />
  )
}
