import { Button } from '../components/button'
import { ReadFailure } from '../components/read-failure'
import { ResetContents } from '../fleet/reset-contents'
import type { Snapshot } from './link'
import type { Wish } from './stage-event'
import { speakerTexts as texts } from './texts'

interface SpeakerQuestionProps {
  readonly now: Snapshot
  readonly wish: (wish: Wish) => void
}

/** What starting over would remove, by name, before anything does. */
export const SpeakerQuestion = ({ now: { state }, wish }: SpeakerQuestionProps) => {
  const { asking } = state
  if (asking === null) return null
  const { plan, error } = asking
  return (
    <section className="speaker-card speaker-asks" role="alertdialog" aria-label={texts.asking}>
      <h2>{texts.asking}</h2>
      {plan !== null && <ResetContents plan={plan} />}
      {plan === null && error === null && <p className="mute">{texts.reading}</p>}
      <ReadFailure error={error} onRetry={() => wish({ kind: 'over' })} />
      <div className="speaker-ways">
        <Button look="danger" disabled={plan === null} onClick={() => wish({ kind: 'confirm' })}>
          {texts.yes}
        </Button>
        <Button onClick={() => wish({ kind: 'cancel' })}>{texts.no}</Button>
      </div>
    </section>
  )
}
