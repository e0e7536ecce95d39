import { Signpost } from 'lucide-react'
import type { ErrorInfo } from '../../shared/errors'
import { Button } from '../components/button'
import { wayRound } from './ways-state'

/** The way round what a start has met; nothing where there is none but its fix. */
export const WayButton = ({ error }: { readonly error: Pick<ErrorInfo, 'code'> }) => {
  const way = wayRound(error)
  return way === undefined ? null : (
    <Button look="primary" icon={Signpost} onClick={way.run}>
      {way.label}
    </Button>
  )
}
