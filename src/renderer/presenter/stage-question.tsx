import { useId } from 'react'
import type { Asking } from './stage-state'
import { presenterTexts as texts } from './texts'

/** What goes, as far as it is known, and the keys that answer then. */
const told = ({ plan, error }: Asking): { readonly goes: string; readonly keys: string } => {
  if (error !== null) return { goes: texts.overUnknown, keys: texts.overKeysAgain }
  if (plan === null) return { goes: texts.overReading, keys: texts.overKeysNo }
  // How many, not which: names are the speaker's.
  const those = (wanted: string): number => plan.tables.filter(({ fate }) => fate === wanted).length
  return {
    goes: texts.overGoes(those('removed'), plan.versions.length, those('restored')),
    keys: texts.overKeys,
  }
}

/** The question before everything goes back, for a presenter who has nothing but the stage. */
export const StageQuestion = ({ asking }: { readonly asking: Asking }) => {
  const about = useId()
  const { goes, keys } = told(asking)
  // It takes no keyboard: the stage's keys answer it.
  return (
    <div className="stage-ask" role="alertdialog" aria-label={texts.over} aria-describedby={about}>
      <h2>{texts.over}</h2>
      <div id={about}>
        <p>{texts.overAbout}</p>
        <p role="status">{goes}</p>
      </div>
      <p className="mute">{keys}</p>
    </div>
  )
}
