import { ArrowRight, RotateCw, Waypoints } from 'lucide-react'
import type { ErrorInfo } from '../../shared/errors'
import { Button } from '../components/button'
import { FailureNotice } from '../components/notice'
import { takesNoWork, useFleet } from '../core/fleet-status'
import { useFleetActions } from '../fleet/fleet-actions'
import { fleetTexts } from '../fleet/texts'
import { go } from '../views/route'
import { segmentationTexts } from './texts'

const texts = segmentationTexts.lost

/** Wrong is what was asked, not the graph: nothing of the fleet's would help. */
const ofTheAsker = new Set<ErrorInfo['code']>(['NOT_FOUND', 'BAD_INPUT'])

/** Why the graph did not answer; a lost one can be rebuilt from here, as in Services. */
export const GraphFailure = ({
  error,
  onRetry,
}: {
  readonly error: ErrorInfo
  readonly onRetry: () => void
}) => {
  const { rebuildGraph } = useFleetActions()
  const busy = useFleet(takesNoWork)
  if (ofTheAsker.has(error.code)) return <FailureNotice error={error} tone="warn" />
  const lost = error.code === 'GRAPH_LOST'
  return (
    <FailureNotice error={error}>
      {lost && (
        <Button
          look="primary"
          icon={Waypoints}
          disabled={busy}
          pending={rebuildGraph.pending}
          onClick={() => rebuildGraph.run(undefined)}
        >
          {fleetTexts.rebuild}
        </Button>
      )}
      <Button icon={RotateCw} onClick={onRetry}>
        {texts.again}
      </Button>
      <Button icon={ArrowRight} onClick={() => go('services')}>
        {texts.services}
      </Button>
    </FailureNotice>
  )
}
