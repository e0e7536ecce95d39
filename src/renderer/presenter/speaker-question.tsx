import { Button } from '../components/button'
import type { Snapshot } from './link'
import type { Wish } from './stage-event'
import { speakerTexts as texts } from './texts'

interface SpeakerQuestionProps {
  readonly now: Snapshot
  readonly wish: (wish: Wish) => void
}

/** What starting over would remove, by name, before anything does. */
export const SpeakerQuestion = ({ now: { state, plan }, wish }: SpeakerQuestionProps) => {
  if (!state.asking) return null
  const named = (fate: 'removed' | 'restored'): string =>
    (plan?.tables ?? [])
      .filter((table) => table.fate === fate)
      .map(({ name }) => name)
      .join(', ')
  return (
    <section className="speaker-card speaker-asks" role="alertdialog" aria-label={texts.asking}>
      <h2>{texts.asking}</h2>
      {plan === null ? (
        <p className="mute">{texts.reading}</p>
      ) : (
        <ul>
          {named('removed') !== '' && <li>{texts.goes(named('removed'))}</li>}
          {named('restored') !== '' && <li>{texts.restored(named('restored'))}</li>}
          <li>{texts.versions(plan.versions)}</li>
        </ul>
      )}
      <div className="speaker-ways">
        <Button look="danger" disabled={plan === null} onClick={() => wish({ kind: 'confirm' })}>
          {texts.yes}
        </Button>
        <Button onClick={() => wish({ kind: 'cancel' })}>{texts.no}</Button>
      </div>
    </section>
  )
}
