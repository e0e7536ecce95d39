import { Button } from '../components/button'
import { FailureNotice, Notice } from '../components/notice'
import { lessonTexts } from '../lessons/texts'
import type { Snapshot } from './link'
import { LongError } from './long-error'
import type { Wish } from './stage-event'
import { speakerTexts as texts } from './texts'

interface SpeakerTroubleProps {
  readonly now: Snapshot
  readonly wish: (wish: Wish) => void
  readonly onUp: () => void
}

/** The fleet, where it is what one waits for. */
const FleetWords = ({ now: { state, fleet, lesson }, onUp }: Pick<SpeakerTroubleProps, 'now' | 'onUp'>) => {
  if (state.fleet === 'ready' || fleet === null || state.phase === 'resetting') return null
  if (state.fleet === 'busy')
    return state.phase === 'waiting' ? (
      <Notice tone="busy">{texts.fleetBusy(fleet.job ?? fleet.phase)}</Notice>
    ) : null
  if (state.fleet === 'other')
    return <Notice tone="warn">{lessonTexts.wrongFleet(lesson.fleets.join(', '), fleet.kind)}</Notice>
  return (
    <Notice tone="warn">
      <p>{texts.fleetLost(`${fleet.kind}, ${fleet.phase}`)}</p>
      <div className="notice-actions">
        <Button small disabled={fleet.job !== null} onClick={onUp}>
          {texts.up}
        </Button>
      </div>
    </Notice>
  )
}

/** Why it did not go on, and every way on: the audience sees none of it. */
export const SpeakerTrouble = ({ now, wish, onUp }: SpeakerTroubleProps) => {
  const { state, lesson } = now
  const { trouble } = state
  const asks = state.asking !== null
  const failed = trouble?.report?.checks.filter(({ passed }) => !passed) ?? []
  const stopped = trouble?.report?.stopped ?? null
  const of = trouble === null || trouble.of === 'reset' ? undefined : lesson.steps[trouble.of]
  return (
    <>
      <FleetWords now={now} onUp={onUp} />
      {trouble !== null && (
        <section className="speaker-card speaker-trouble" role="alert" aria-label={texts.trouble}>
          <h2>{of?.title ?? texts.trouble}</h2>
          {trouble.error !== null && <FailureNotice error={trouble.error} />}
          {stopped !== null && (
            <>
              <pre>{stopped.line}</pre>
              <LongError error={stopped.error} />
            </>
          )}
          {stopped === null && failed.length > 0 && (
            <>
              <p>{texts.failedChecks}</p>
              <ul>
                {failed.map(({ that, detail }) => (
                  <li key={that}>
                    <strong>{that}</strong> <LongError error={detail} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="speaker-ways">
            <Button look="primary" disabled={asks} onClick={() => wish({ kind: 'again' })}>
              {texts.tryAgain}
            </Button>
            <Button disabled={asks} onClick={() => wish({ kind: 'skip' })}>
              {texts.skip}
            </Button>
            <Button disabled={asks} onClick={() => wish({ kind: 'accept' })}>
              {texts.accept}
            </Button>
            <Button disabled={asks} onClick={() => wish({ kind: 'over' })}>
              {texts.over}
            </Button>
          </div>
        </section>
      )}
    </>
  )
}
