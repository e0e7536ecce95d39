import { ChevronRight, RotateCw, Wrench } from 'lucide-react'
import { useState } from 'react'
import type { StepView } from '../../shared/domain/step'
import { Button } from '../components/button'
import { duration } from '../components/format'
import { FailureNotice } from '../components/notice'
import { StateIcon } from '../components/state-mark'
import { useNow } from '../components/use-now'
import { useFleetActions } from './fleet-actions'
import { isRepairable } from './repairable'
import { isRunning, stepTone } from './step-state'
import { fleetTexts as texts } from './texts'
import { WayButton } from './way-button'

interface StepRowProps {
  readonly step: StepView
  /** Titles of the steps that it waits for. */
  readonly waitsFor: readonly string[]
  readonly onRetry: (() => void) | null
}

const Elapsed = ({ step }: { readonly step: StepView }) => {
  const running = isRunning(step)
  const now = useNow(running, 100)
  if (step.elapsed !== null) return <>{duration(step.elapsed)}</>
  return running && step.startedAt !== null ? <>{duration(now - Date.parse(step.startedAt))}</> : null
}

const detailOf = (step: StepView, waitsFor: readonly string[]): string =>
  (step.state === 'waiting' || step.state === 'blocked') && waitsFor.length > 0
    ? texts.needs(waitsFor.join(', '))
    : step.detail

/** One step: icon and word, what it does or found, its time; its log folds out, its failure says what to do. */
export const StepRow = ({ step, waitsFor, onRetry }: StepRowProps) => {
  const { repairWorker } = useFleetActions()
  const failed = step.state === 'failed'
  const [unfolded, setUnfolded] = useState(false)
  const hasLog = step.log.length > 0
  return (
    <li className={`step step-${step.state}`}>
      <div className="step-line">
        <StateIcon tone={stepTone(step)} />
        <span className="step-title">{step.title}</span>
        <span className="step-detail mute truncate" title={step.detail}>
          {detailOf(step, waitsFor)}
        </span>
        <span className="step-word mute">
          {step.already && step.state === 'done' ? texts.already : texts.stepWords[step.state]}
          {step.attempts > 1 && ` · ${texts.attempts(step.attempts)}`}
        </span>
        <span className="step-time mute tabular">
          <Elapsed step={step} />
        </span>
        <button
          type="button"
          className="step-fold"
          hidden={!hasLog}
          aria-expanded={unfolded}
          aria-label={`${step.title}: ${texts.log(step.log.length)}`}
          onClick={() => setUnfolded(!unfolded)}
        >
          <ChevronRight aria-hidden />
        </button>
      </div>
      {isRunning(step) && step.progress !== null && (
        <progress className="step-progress" max={1} value={step.progress} aria-label={step.title} />
      )}
      {failed && step.error !== null && (
        <FailureNotice error={step.error}>
          {onRetry !== null && isRepairable(step.error) && (
            <Button icon={Wrench} pending={repairWorker.pending} onClick={() => repairWorker.run(undefined)}>
              {texts.repairWorker}
            </Button>
          )}
          {onRetry !== null && <WayButton error={step.error} />}
          {onRetry !== null && (
            <Button icon={RotateCw} onClick={onRetry}>
              {texts.retry}
            </Button>
          )}
        </FailureNotice>
      )}
      {(unfolded || failed) && hasLog && (
        <pre className="step-log" tabIndex={0} aria-label={`${step.title}: ${texts.log(step.log.length)}`}>
          {step.log.join('\n')}
        </pre>
      )}
    </li>
  )
}
