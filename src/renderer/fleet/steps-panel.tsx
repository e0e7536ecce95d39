import { useState } from 'react'
import type { StepView } from '../../shared/domain/step'
import { Button } from '../components/button'
import { duration } from '../components/format'
import { Panel } from '../components/panel'
import { StateIcon } from '../components/state-mark'
import { StepRow } from './step-row'
import { summarise, unmetNeeds } from './step-state'
import { fleetTexts as texts } from './texts'
import './steps-panel.css'

interface StepsPanelProps {
  readonly steps: readonly StepView[]
  /** Null while a work goes on. */
  readonly onRetry: (() => void) | null
}

/** The bootstrap as it runs. Once all is done it folds to one line. */
export const StepsPanel = ({ steps, onRetry }: StepsPanelProps) => {
  const summary = summarise(steps)
  const [wanted, setWanted] = useState<boolean | null>(null)
  const shown = wanted ?? !summary.allDone
  return (
    <Panel
      label={texts.steps}
      className="steps"
      title={
        <span className="steps-title">
          {summary.allDone && <StateIcon tone="ok" />}
          {texts.steps}
        </span>
      }
      note={
        summary.allDone
          ? summary.already
            ? texts.stepsHold(summary.all)
            : texts.stepsDone(summary.all, duration(summary.elapsed))
          : texts.stepsProgress(summary.done, summary.all)
      }
      actions={
        <Button look="quiet" small aria-expanded={shown} onClick={() => setWanted(!shown)}>
          {shown ? texts.hideSteps : texts.showSteps}
        </Button>
      }
    >
      {shown && (
        <ol className="steps-list">
          {steps.map((step) => (
            <StepRow key={step.id} step={step} waitsFor={unmetNeeds(step, steps)} onRetry={onRetry} />
          ))}
        </ol>
      )}
    </Panel>
  )
}
