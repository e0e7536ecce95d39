import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'
import { useFleet } from '../core/fleet-status'
import { isOfFleet } from '../core/stale'
import { fleetTexts as texts } from './texts'

/** Says when what is shown of the fleet's data may be old, since nobody tells of changes; nothing while somebody does. */
export const NotLive = () => {
  const error = useFleet((fleet) => fleet.unheard)
  const client = useQueryClient()
  if (error === null) return null
  return (
    <FailureNotice tone="warn" error={{ ...error, what: `${texts.notLive} ${error.what}` }}>
      <Button small onClick={() => void client.invalidateQueries({ predicate: isOfFleet })}>
        {texts.readAgain}
      </Button>
    </FailureNotice>
  )
}
