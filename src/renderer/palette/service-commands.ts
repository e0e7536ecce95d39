import { Logs, Play, RotateCw, Square, type LucideIcon } from 'lucide-react'
import type { Service, ServiceAction } from '../../shared/domain/service'
import type { Command } from '../commands/command'
import { fleetRefusal } from '../commands/refusal'
import { commandTexts as texts } from '../commands/texts'
import { goAndFocus } from '../commands/view-commands'
import { useFleet } from '../core/fleet-status'
import { useFleetActions } from '../fleet/fleet-actions'
import { fleetTexts } from '../fleet/texts'
import { askView } from '../views/asked'

const icons: Readonly<Record<ServiceAction, LucideIcon>> = { start: Play, stop: Square, restart: RotateCw }
/** Stopping asks first, in its view, and says what stands still without the service. */
const useActing = () => {
  const { service: act } = useFleetActions()
  return (name: Service['name'], action: ServiceAction): void =>
    action === 'stop' ? askView('services', 'stop-service', name) : act.run({ service: name, action })
}

/** Each service with what can be asked of it as it is now, and its logs. */
export const useServiceCommands = (): readonly Command[] => {
  const fleet = useFleet()
  const act = useActing()
  const busy = fleetRefusal(fleet)
  return (fleet.status?.services ?? []).flatMap((service) => [
    {
      id: `logs.${service.name}`,
      title: texts.logsOf(service.name),
      group: texts.groups.logs,
      icon: Logs,
      refusal: null,
      run: () => goAndFocus('logs', service.name),
    },
    ...service.actions.map((action) => ({
      id: `${action}.${service.name}`,
      title: `${fleetTexts.verbs[action]} ${service.name}`,
      detail: service.title,
      group: texts.groups.services,
      icon: icons[action],
      refusal: busy,
      run: () => act(service.name, action),
    })),
  ])
}
