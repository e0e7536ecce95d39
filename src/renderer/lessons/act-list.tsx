import { useEffect, useRef } from 'react'
import type { LessonAct, LessonStep, LessonStepReport } from '../../shared/domain/lesson'
import { duration } from '../components/format'
import { StateIcon } from '../components/state-mark'
import { actState, stepTones } from './step-state'
import { lessonTexts as texts } from './texts'

interface ActListProps {
  readonly step: LessonStep
  readonly report: LessonStepReport | null
  readonly running: boolean
}

const Act = ({ act }: { readonly act: LessonAct }) => {
  if (typeof act === 'string') return <pre tabIndex={0}>{act.trimEnd()}</pre>
  return <p className="mute">{'pause' in act ? texts.pauseAct(act.pause) : texts.restartAct(act.restart)}</p>
}

/** What the step does, and how far it is. What is being done is in view. */
export const ActList = ({ step, report, running }: ActListProps) => {
  const list = useRef<HTMLOListElement>(null)
  const done = report?.acts.length ?? 0
  useEffect(() => {
    if (running) list.current?.children.item(done)?.scrollIntoView({ block: 'nearest' })
  }, [running, done])
  return (
    <ol ref={list} className="acts" aria-label={texts.commands}>
      {step.run.map((act, place) => {
        const state = actState(report, place, running)
        const elapsed = report?.acts[place]?.elapsed
        return (
          // The file gives them no names; their order is theirs.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place} className={`act act-${state}`}>
            <StateIcon tone={stepTones[state]} />
            <span className="visually-hidden">{texts.states[state]}</span>
            <Act act={act} />
            {elapsed !== undefined && <span className="act-time tabular">{duration(elapsed)}</span>}
          </li>
        )
      })}
    </ol>
  )
}
