import { useId } from 'react'
import type { Asking } from './stage-state'
import { presenterTexts as texts } from './texts'

const goes = ({ plan, error }: Asking): string => {
  if (error !== null) return texts.overUnknown
  if (plan === null) return texts.overReading
  // How many, not which: names are the speaker's.
  const those = (wanted: string): number => plan.tables.filter(({ fate }) => fate === wanted).length
  return texts.overGoes(those('removed'), plan.versions.length, those('restored'))
}

/** The question before everything goes back, for a presenter who has nothing but the stage. */
export const StageQuestion = ({ asking }: { readonly asking: Asking }) => {
  const about = useId()
  // It takes no keyboard: the stage's keys answer it.
  return (
    <div className="stage-ask" role="alertdialog" aria-label={texts.over} aria-describedby={about}>
      <h2>{texts.over}</h2>
      <div id={about}>
        <p>{texts.overAbout}</p>
        <p role="status">{goes(asking)}</p>
      </div>
      <p className="mute">
        {asking.error !== null
          ? texts.overKeysAgain
          : asking.plan === null
            ? texts.overKeysNo
            : texts.overKeys}
      </p>
    </div>
  )
}
