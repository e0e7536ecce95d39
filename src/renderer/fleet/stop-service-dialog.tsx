import type { ServiceName } from '../../shared/domain/service'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { useFleetActions } from './fleet-actions'
import { fleetTexts } from './texts'

const texts = fleetTexts.stopService

interface StopServiceDialogProps {
  readonly service: ServiceName | null
  readonly onClose: () => void
}

/** Says what stands still without a service before it is stopped. */
export const StopServiceDialog = ({ service, onClose }: StopServiceDialogProps) => {
  const { service: act } = useFleetActions()
  const title = service === null ? '' : texts.title(service)
  const stop = (): void => {
    if (service !== null) act.run({ service, action: 'stop' })
    onClose()
  }
  return (
    <Dialog
      open={service !== null}
      title={title}
      about={texts.about}
      onClose={onClose}
      actions={
        <Button look="danger" onClick={stop}>
          {title}
        </Button>
      }
    >
      {service !== null && <p>{texts.breaks[service]}</p>}
    </Dialog>
  )
}
