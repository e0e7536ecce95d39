import type { Baseline } from '../../shared/domain/fleet'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { moment } from '../components/format'
import { fleetTexts as texts } from './texts'

/** What is about to happen to a declared baseline: it is gone afterwards. */
export type BaselineChange = 'set' | 'clear'

interface BaselineDialogProps {
  readonly change: BaselineChange | null
  readonly baseline: Baseline
  readonly onClose: () => void
  readonly onAct: (change: BaselineChange) => void
}

export const BaselineDialog = ({ change, baseline, onClose, onAct }: BaselineDialogProps) => (
  <Dialog
    open={change !== null}
    title={change === 'clear' ? texts.clearBaseline : texts.setBaseline}
    about={texts.baselineGoes(moment(baseline.madeAt))}
    onClose={onClose}
    actions={
      <Button look="danger" onClick={() => change !== null && onAct(change)}>
        {change === 'clear' ? texts.dropBaseline : texts.replaceBaseline}
      </Button>
    }
  >
    <p>{texts.baselineHeld(baseline.tables.join(', '), baseline.versions.join(', '))}</p>
    <p>{change === 'clear' ? texts.clearBaselineHint : texts.setBaselineHint}</p>
  </Dialog>
)
