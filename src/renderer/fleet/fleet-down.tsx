import { Power, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../components/button'
import { Empty, Skeleton } from '../components/notice'
import { Panel } from '../components/panel'
import { isBeingMended, useFleet } from '../core/fleet-status'
import { texts as shellTexts } from '../texts'
import { useFleetActions } from './fleet-actions'
import { fleetTexts as texts } from './texts'

interface FleetDownProps {
  /** The accessible name of what would stand here. */
  readonly label: string
  /** What of it needs the fleet. */
  readonly children: ReactNode
}

/** In place of what only a running fleet has: how the fleet is, and the one click that starts it. */
export const FleetDown = ({ label, children }: FleetDownProps) => {
  const status = useFleet((fleet) => fleet.status)
  const { up } = useFleetActions()
  if (status === null) return <Skeleton lines={8} label={shellTexts.looking} />
  return (
    <Panel label={label}>
      <Empty
        icon={Power}
        title={isBeingMended(status) ? texts.mended : texts.notUsable(status.phase)}
        action={
          <Button
            look="primary"
            icon={Sparkles}
            pending={up.pending || status.job !== null}
            onClick={() => up.run(undefined)}
          >
            {shellTexts.getReady}
          </Button>
        }
      >
        {isBeingMended(status) ? `${status.healing?.what ?? ''} ${texts.mendedAbout}` : children}
      </Empty>
    </Panel>
  )
}
