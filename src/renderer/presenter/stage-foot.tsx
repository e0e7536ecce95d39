import { StateMark } from '../components/state-mark'
import { useFleet } from '../core/fleet-status'
import { usePace } from './pace'
import { isDone } from './stage-moves'
import type { StageState } from './stage-state'
import { presenterTexts as texts } from './texts'

interface StageFootProps {
  readonly state: StageState
  readonly checks: number
  /** A speaker's window is open: hints are there. */
  readonly followed: boolean
  /** Something was chosen in the window's menu, which is not the stage's. */
  readonly menu: boolean
}

const hintOf = (
  { phase, lastRun, step, digits, asking }: StageState,
  followed: boolean,
  menu: boolean,
): string | null => {
  if (menu) return texts.menuRefused
  if (digits !== '') return texts.toStep(digits)
  // Short: what goes is read in the speaker's window, but whoever looks at the stage pressed the key there.
  if (asking !== null && followed) return asking.plan === null ? texts.overAskedNo : texts.overAsked
  if (followed) return null
  if (phase === 'failed') return texts.failedHints
  return lastRun === 0 && step === 0 && phase === 'told' ? texts.hints : null
}

/** Where one is in the lesson, and whether what was shown holds. */
export const StageFoot = ({ state, checks, followed, menu }: StageFootProps) => {
  const kind = useFleet(({ status }) => status?.kind ?? null)
  const rehearsal = usePace((pace) => pace.rehearsal)
  const { runnable, marks, step, phase } = state
  const hint = hintOf(state, followed, menu)
  return (
    <footer className="stage-foot">
      <p className="stage-dots" role="img" aria-label={texts.progress(step + 1, runnable.length)}>
        {runnable.map((_, at) => (
          <span
            // Steps have no names but their places.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            className={at === step ? 'dot-now' : isDone(marks[at]) ? 'dot-done' : 'dot-to-come'}
          />
        ))}
      </p>
      <p className="stage-held" role="status">
        {phase === 'done' && marks[step] === 'passed' && checks > 0 && (
          <StateMark tone="ok" word={texts.held(checks)} />
        )}
      </p>
      {hint !== null && <p className="stage-hint">{hint}</p>}
      <p className="stage-labels">
        {rehearsal && <span>{texts.rehearsal}</span>}
        {kind === 'practice' && <span className="stage-practice">{texts.practice}</span>}
      </p>
    </footer>
  )
}
