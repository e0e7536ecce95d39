import type { Asking } from './stage-state'
import { presenterTexts as texts } from './texts'

const goes = ({ plan, error }: Asking): string => {
  if (error !== null) return texts.overUnknown
  if (plan === null) return texts.overReading
  // How many, not which: names are the speaker's.
  const own = plan.tables.filter(({ fate }) => fate === 'removed').length
  return texts.overGoes(own, plan.versions.length)
}

/** The question before everything goes back, for a presenter who has nothing but the stage. */
export const StageQuestion = ({ asking }: { readonly asking: Asking }) => (
  <div className="stage-ask" role="alertdialog" aria-label={texts.over}>
    <h2>{texts.over}</h2>
    <p>{texts.overAbout}</p>
    <p role="status">{goes(asking)}</p>
    <p className="mute">
      {asking.error !== null ? texts.overKeysAgain : asking.plan === null ? texts.overKeysNo : texts.overKeys}
    </p>
  </div>
)
