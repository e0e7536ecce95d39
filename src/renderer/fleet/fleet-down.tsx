import { Power, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../components/button'
import { Empty, FailureNotice, Skeleton } from '../components/notice'
import { Panel } from '../components/panel'
import { isBeingMended, isReached, useFleet } from '../core/fleet-status'
import { texts as shellTexts } from '../texts'
import { useFleetActions } from './fleet-actions'
import { NoFleet } from './no-fleet'
import { fleetTexts as texts } from './texts'
import { WayButton } from './way-button'
import { wayRound } from './ways-state'

interface FleetDownProps {
  /** The accessible name of what would stand here. */
  readonly label: string
  /** What of it needs the fleet. */
  readonly children: ReactNode
}

/** In place of what only a running fleet has: how the fleet is, and the one click that starts it. */
export const FleetDown = ({ label, children }: FleetDownProps) => {
  const status = useFleet((fleet) => fleet.status)
  const error = useFleet((fleet) => fleet.error)
  const reached = useFleet(isReached)
  const { up } = useFleetActions()
  if (status === null)
    return error === null ? <Skeleton lines={8} label={shellTexts.looking} /> : <NoFleet error={error} />
  return (
    <>
      {status.error !== null && (
        <FailureNotice error={status.error}>
          {wayRound(status.error) !== undefined && <WayButton error={status.error} />}
        </FailureNotice>
      )}
      <Panel label={label}>
        <Empty
          icon={Power}
          title={isBeingMended(status) ? texts.mended : texts.notUsable(status.phase)}
          action={
            <Button
              look="primary"
              icon={Sparkles}
              pending={reached && (up.pending || status.job !== null)}
              disabled={!reached}
              onClick={() => up.run(undefined)}
            >
              {shellTexts.getReady}
            </Button>
          }
        >
          {isBeingMended(status)
            ? `${status.healing?.what ?? ''} ${reached ? texts.mendedAbout : ''}`
            : children}
        </Empty>
      </Panel>
    </>
  )
}
