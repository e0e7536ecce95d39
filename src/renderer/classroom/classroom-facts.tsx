import type { useClassroom } from './classroom'
import { classroomTexts as texts } from './texts'

type Now = NonNullable<ReturnType<typeof useClassroom.getState>['now']>

/** Where the settings come from that cannot be changed here. */
export const ClassroomFacts = ({ now }: { readonly now: Now }) => (
  <>
    <p className="setting-note">
      <strong>{now.settings.title ?? texts.unnamed}</strong> {texts.set}
    </p>
    <dl className="setting-facts">
      <dt>{texts.has}</dt>
      <dd>{texts.names(now.settings) || texts.nothing}</dd>
      <dt>{texts.kit}</dt>
      <dd className="mono">{now.folder}</dd>
      <dt>{texts.made}</dt>
      <dd>{now.made.slice(0, 10)}</dd>
    </dl>
    {!now.here && <p className="mute setting-note">{texts.away}</p>}
  </>
)
