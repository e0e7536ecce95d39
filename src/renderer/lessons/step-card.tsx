import { ChevronRight, FastForward, Play, RotateCw } from 'lucide-react'
import type { LessonStep, LessonStepReport } from '../../shared/domain/lesson'
import { Button } from '../components/button'
import { Panel } from '../components/panel'
import { ActList } from './act-list'
import { CheckList } from './check-list'
import { Narration } from './narration'
import { lessonTexts as texts } from './texts'
import { Verdict } from './verdict'
import './step-card.css'

interface StepCardProps {
  readonly step: LessonStep
  readonly report: LessonStepReport | null
  readonly running: boolean
  /** Nothing can be run now: another step runs, or there is no fleet for it. */
  readonly blocked: boolean
  /** Steps before it were not run here. */
  readonly missing: boolean
  readonly last: boolean
  readonly onRun: () => void
  readonly onRest: () => void
  readonly onCatchUp: () => void
  readonly onNext: () => void
}

/** One step: what is said, what is typed, what must hold. */
export const StepCard = (props: StepCardProps) => {
  const { step, report, running, blocked, missing, last } = props
  const ended = report !== null && !running
  const on = ended && report.passed && !last
  return (
    <Panel className="step-card" label={step.title}>
      <div className="step-body">
        <h2>{step.title}</h2>
        {step.say !== '' && <Narration text={step.say} />}
        <div className="step-actions">
          <Button
            look={on ? 'plain' : 'primary'}
            icon={ended ? RotateCw : Play}
            pending={running}
            disabled={blocked}
            onClick={props.onRun}
          >
            {ended ? texts.again : texts.run}
          </Button>
          {!last && (
            <Button look={on ? 'primary' : 'plain'} icon={ChevronRight} onClick={props.onNext}>
              {texts.next}
            </Button>
          )}
          {!last && !ended && !missing && !running && (
            <Button look="quiet" icon={FastForward} disabled={blocked} onClick={props.onRest}>
              {texts.rest}
            </Button>
          )}
          {ended && <Verdict report={report} />}
        </div>
        {missing && !ended && !running && (
          <div className="step-missing">
            <p className="mute">{texts.catchUpAbout}</p>
            <Button small icon={FastForward} disabled={blocked} onClick={props.onCatchUp}>
              {texts.catchUp}
            </Button>
          </div>
        )}
        <ActList step={step} report={report} running={running} />
        {step.expect.length > 0 && (
          <section className="step-checks">
            <h3>{texts.checks}</h3>
            <CheckList step={step} report={report} />
          </section>
        )}
        {step.notes !== '' && (
          <details className="step-notes">
            <summary>{texts.notes}</summary>
            <Narration text={step.notes} />
          </details>
        )}
      </div>
    </Panel>
  )
}
