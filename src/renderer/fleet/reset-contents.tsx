import type { ResetPlan } from '../../shared/domain/fleet'
import { plural } from '../components/format'
import { fleetTexts } from './texts'
import './reset-contents.css'

const texts = fleetTexts.reset

/** What goes, by name, before anything does. */
export const ResetContents = ({ plan }: { readonly plan: ResetPlan }) => (
  <div className="reset-plan" role="status">
    <ul aria-label={texts.tables}>
      {plan.tables.map((table) => (
        <li key={table.name} className={`reset-table reset-${table.fate}`}>
          <code>{table.name}</code>
          <span className="mute tabular">{plural(table.rows, 'row')}</span>
          <strong>{texts.fates[table.fate]}</strong>
        </li>
      ))}
    </ul>
    <p className={plan.versions.length > 0 ? 'reset-removed' : 'mute'}>
      {plan.versions.length > 0 ? texts.versionsGo(plan.versions.join(', ')) : texts.versionsStay}
    </p>
    <p>
      <span className="mute">{texts.after}:</span> {plan.result}
    </p>
  </div>
)
