import type { ReactNode } from 'react'
import type { LessonStep } from '../../shared/domain/lesson'
import { useNow } from '../components/use-now'
import { ActList } from '../lessons/act-list'
import { Narration } from '../lessons/narration'
import type { Snapshot, ToStage } from './link'
import { meaningOf } from './keys'
import { SpeakerControls } from './speaker-controls'
import { SpeakerQuestion } from './speaker-question'
import { SpeakerSteps } from './speaker-steps'
import { SpeakerTrouble } from './speaker-trouble'
import type { Wish } from './stage-event'
import { isHalfDone } from './stage-moves'
import '../lessons/step-card.css'
import { speakerTexts as texts } from './texts'
import { useWindowKeys } from '../components/window-keys'

interface SpeakerProps {
  readonly now: Snapshot
  readonly say: (message: ToStage) => void
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const elapsedOf = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`
}

const Clocks = ({ begunAt }: { readonly begunAt: number | null }) => {
  const time = useNow(true)
  const clock = new Date(time)
  return (
    <p className="speaker-clocks tabular">
      <span role="img" aria-label={texts.elapsed} title={texts.elapsed}>
        {elapsedOf(begunAt === null ? 0 : time - begunAt)}
      </span>
      <span className="mute" role="img" aria-label={texts.clock} title={texts.clock}>
        {twoDigits(clock.getHours())}:{twoDigits(clock.getMinutes())}
      </span>
    </p>
  )
}

const phaseOf = ({ state }: Snapshot): string => {
  if (state.phase === 'running' && state.run?.fast === true) return texts.phases.fast
  if (state.phase === 'told' && !state.runnable[state.step]) return texts.phases.toldOnly
  if (state.phase === 'waiting' && state.python === 'opening') return texts.phases.opening
  return texts.phases[state.phase]
}

const Notes = ({ step }: { readonly step: LessonStep | undefined }): ReactNode =>
  step === undefined || step.notes === '' ? (
    <p className="mute">{texts.noNotes}</p>
  ) : (
    <Narration text={step.notes} />
  )

/** What the audience does not see: notes, the step to come, the time, and everything that can be done. */
export const Speaker = ({ now, say }: SpeakerProps) => {
  const { lesson, state, report } = now
  const wish = (wanted: Wish): void => say({ kind: 'wish', wish: wanted })
  useWindowKeys((event) => {
    if (event.target instanceof Element && event.target.closest('button, input, summary') !== null) {
      // Enter and the space bar press what has the keyboard.
      if (event.key === 'Enter' || event.key === ' ') return false
    }
    const meaning = meaningOf(event, 'stage')
    if (meaning === null) return false
    // From here it leaves neither full screen nor the stage.
    const takesBack = 'handling' in meaning && meaning.handling === 'escape' && isHalfDone(state)
    const wanted: Wish | null = takesBack ? { kind: 'cancel' } : 'wish' in meaning ? meaning.wish : null
    if (wanted !== null && !event.repeat) wish(wanted)
    return wanted !== null
  })
  const step = lesson.steps[state.step]
  const next = lesson.steps[state.step + 1]
  const shownReport = state.run?.fast === true ? null : report
  return (
    <main className="speaker" aria-label={texts.title}>
      <header className="speaker-head">
        <div>
          <p className="mute">{lesson.title}</p>
          <h1>{state.phase === 'end' ? texts.phases.end : step?.title}</h1>
          <p role="status" className="speaker-phase">
            {phaseOf(now)} {state.black && texts.dark}
          </p>
        </div>
        <Clocks begunAt={now.begunAt} />
      </header>
      <div className="speaker-body">
        <SpeakerQuestion now={now} wish={wish} />
        <SpeakerTrouble now={now} wish={wish} onUp={() => say({ kind: 'up' })} />
        <section className="speaker-notes" aria-label={texts.notes}>
          <Notes step={step} />
        </section>
        {step !== undefined && (
          <section className="speaker-now" aria-label={texts.now}>
            {step.say !== '' && <Narration text={step.say} />}
            <ActList step={step} report={shownReport} running={state.phase === 'running'} />
          </section>
        )}
      </div>
      <aside className="speaker-side">
        <section className="speaker-next" aria-label={texts.next}>
          <h2>{texts.next}</h2>
          {next === undefined ? (
            <p className="mute">{texts.last}</p>
          ) : (
            <>
              <h3>{next.title}</h3>
              <Narration text={next.say} />
            </>
          )}
        </section>
        <SpeakerSteps lesson={lesson} state={state} wish={wish} />
      </aside>
      <SpeakerControls now={now} wish={wish} say={say} />
    </main>
  )
}
