import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { FleetKind } from '../../shared/domain/fleet'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { useAsked } from '../views/asked'
import { useFleetActions } from './fleet-actions'
import { fleetTexts } from './texts'

const texts = fleetTexts.switch

interface SwitchButtonProps {
  readonly to: FleetKind
  readonly look?: 'plain' | 'primary'
  readonly disabled?: boolean
}

/** To the other fleet; says what stops, and that nothing of it is lost, before it acts. */
export const SwitchButton = ({ to, look = 'plain', disabled = false }: SwitchButtonProps) => {
  const { switchFleet } = useFleetActions()
  const [asked, ask] = useState(false)
  useAsked(`switch-${to}`, () => ask(true))
  const act = (): void => {
    ask(false)
    switchFleet.run({ kind: to })
  }
  return (
    <>
      <Button
        look={look}
        icon={ArrowRightLeft}
        disabled={disabled}
        pending={switchFleet.pending}
        onClick={() => ask(true)}
      >
        {texts.verbs[to]}
      </Button>
      <Dialog
        open={asked}
        title={texts.verbs[to]}
        about={texts.about[to]}
        onClose={() => ask(false)}
        actions={
          <Button look="primary" onClick={act}>
            {texts.verbs[to]}
          </Button>
        }
      >
        <p>{texts.stays}</p>
      </Dialog>
    </>
  )
}
