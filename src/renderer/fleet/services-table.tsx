import { Logs, Play, RotateCw, Square, Wrench, type LucideIcon } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { FleetKind } from '../../shared/domain/fleet'
import { helpersOnce, type Helper, type Service, type ServiceName } from '../../shared/domain/service'
import { IconButton } from '../components/button'
import { bytes, duration } from '../components/format'
import { Panel } from '../components/panel'
import { TableHead } from '../components/table-head'
import { StateMark } from '../components/state-mark'
import { useNow } from '../components/use-now'
import { useAsked } from '../views/asked'
import { go } from '../views/route'
import { useFleetActions } from './fleet-actions'
import { memoryInAll, restartHint, stateTone } from './service-state'
import { StopServiceDialog } from './stop-service-dialog'
import { fleetTexts as texts } from './texts'
import './services-table.css'

const actionIcons: Readonly<Record<Service['actions'][number], LucideIcon>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
}

interface ServiceRowProps {
  readonly service: Service
  readonly kind: FleetKind
  readonly now: number
  readonly busy: boolean
  readonly onStop: (service: ServiceName) => void
}

const StateCell = ({ state, detail }: Pick<Service, 'state' | 'detail'>) => (
  <td>
    <StateMark tone={stateTone(state)} word={texts.serviceWords[state]} />
    {detail !== '' && (
      <span className={`service-detail${state === 'healthy' ? '' : ' service-problem'}`}>{detail}</span>
    )}
  </td>
)

interface HelperRowProps {
  readonly helper: Helper
  /** The services that cannot do without it. */
  readonly users: readonly ServiceName[]
}

const usersOf = (services: readonly Service[], { name }: Helper): readonly ServiceName[] =>
  services.filter(({ helpers }) => helpers.some((each) => each.name === name)).map((user) => user.name)

/** What a service cannot do without, below it: it is started, restarted and mended with it. */
const HelperRow = ({ helper, users }: HelperRowProps) => (
  <tr className="service-helper">
    <th scope="row">
      <span className="service-name mono">{helper.name}</span>
    </th>
    <StateCell state={helper.state} detail="" />
    <td colSpan={5} className="mute">
      {helper.detail === '' ? texts.helper(users) : helper.detail}
    </td>
  </tr>
)

const ServiceRow = ({ service, kind, now, busy, onStop }: ServiceRowProps) => {
  const { service: act, repairWorker } = useFleetActions()
  const run = (action: Service['actions'][number]): void => {
    if (action === 'stop') onStop(service.name)
    else act.run({ service: service.name, action })
  }
  return (
    <tr>
      <th scope="row">
        <span className="service-name mono">{service.name}</span>
        <span className="mute">{service.title}</span>
      </th>
      <StateCell state={service.state} detail={service.detail} />
      <td className="mono">{service.version ?? '–'}</td>
      <td className="number">{service.memory === null ? '–' : bytes(service.memory)}</td>
      <td className="number">
        {service.startedAt === null ? '–' : duration(now - Date.parse(service.startedAt))}
      </td>
      <td className="number">{service.restarts}</td>
      <td className="service-actions">
        {kind === 'genuine' && service.name === 'mat-worker' && service.state !== 'stopped' && (
          <IconButton
            label={texts.repairWorker}
            title={texts.repairHint}
            icon={Wrench}
            pending={repairWorker.pending}
            disabled={busy}
            onClick={() => repairWorker.run(undefined)}
          />
        )}
        {service.actions.map((action) => (
          <IconButton
            key={action}
            label={`${texts.verbs[action]} ${service.name}`}
            title={`${texts.verbs[action]} ${service.name}${action === 'restart' ? restartHint(service.name) : ''}`}
            icon={actionIcons[action]}
            disabled={busy}
            onClick={() => run(action)}
          />
        ))}
        <IconButton
          label={texts.readLogsOf(service.name)}
          icon={Logs}
          onClick={() => go('logs', service.name)}
        />
      </td>
    </tr>
  )
}

interface ServicesTableProps {
  readonly services: readonly Service[]
  readonly kind: FleetKind
  readonly busy: boolean
}

export const ServicesTable = ({ services, kind, busy }: ServicesTableProps) => {
  const now = useNow(services.length > 0)
  const memory = memoryInAll(services, kind)
  const [stopping, setStopping] = useState<ServiceName | null>(null)
  useAsked('stop-service', (subject) =>
    setStopping(services.find(({ name }) => name === subject)?.name ?? null),
  )
  return (
    <Panel
      label={texts.services}
      title={texts.services}
      note={memory === null ? undefined : texts.memoryInAll(bytes(memory))}
    >
      <div className="services-scroll">
        <table className="table services">
          <TableHead columns={texts.columns} figures={(place) => place > 2} unseen={texts.actions} />
          <tbody>
            {helpersOnce(services).map((service) => (
              <Fragment key={service.name}>
                <ServiceRow service={service} kind={kind} now={now} busy={busy} onStop={setStopping} />
                {service.helpers.map((helper) => (
                  <HelperRow key={helper.name} helper={helper} users={usersOf(services, helper)} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <StopServiceDialog service={stopping} onClose={() => setStopping(null)} />
    </Panel>
  )
}
