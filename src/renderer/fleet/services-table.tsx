import { Logs, Play, RotateCw, Square, type LucideIcon } from 'lucide-react'
import type { Service } from '../../shared/domain/service'
import { IconButton } from '../components/button'
import { bytes, duration } from '../components/format'
import { Panel } from '../components/panel'
import { StateMark } from '../components/state-mark'
import { useNow } from '../components/use-now'
import { go } from '../shell/route'
import { useFleetActions } from './fleet-actions'
import { memoryInAll, serviceTone } from './service-state'
import { fleetTexts as texts } from './texts'
import './services-table.css'

const actionIcons: Readonly<Record<Service['actions'][number], LucideIcon>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
}

interface ServiceRowProps {
  readonly service: Service
  readonly now: number
  readonly busy: boolean
}

const ServiceRow = ({ service, now, busy }: ServiceRowProps) => {
  const { service: act } = useFleetActions()
  return (
    <tr>
      <th scope="row">
        <span className="service-name mono">{service.name}</span>
        <span className="mute">{service.title}</span>
      </th>
      <td>
        <StateMark tone={serviceTone(service)} word={texts.serviceWords[service.state]} />
        {service.detail !== '' && (
          <span className={`service-detail${service.state === 'healthy' ? '' : ' service-problem'}`}>
            {service.detail}
          </span>
        )}
      </td>
      <td className="mono">{service.version ?? '–'}</td>
      <td className="number">{service.memory === null ? '–' : bytes(service.memory)}</td>
      <td className="number">
        {service.startedAt === null ? '–' : duration(now - Date.parse(service.startedAt))}
      </td>
      <td className="number">{service.restarts}</td>
      <td className="service-actions">
        {service.actions.map((action) => (
          <IconButton
            key={action}
            label={`${texts.verbs[action]} ${service.name}`}
            icon={actionIcons[action]}
            disabled={busy}
            onClick={() => act.run({ service: service.name, action })}
          />
        ))}
        <IconButton
          label={`${texts.readLogs} of ${service.name}`}
          icon={Logs}
          onClick={() => go('logs', service.name)}
        />
      </td>
    </tr>
  )
}

interface ServicesTableProps {
  readonly services: readonly Service[]
  readonly busy: boolean
}

export const ServicesTable = ({ services, busy }: ServicesTableProps) => {
  const now = useNow(services.length > 0)
  const memory = memoryInAll(services)
  return (
    <Panel
      label={texts.services}
      title={texts.services}
      note={memory === null ? undefined : texts.memoryInAll(bytes(memory))}
    >
      <div className="services-scroll">
        <table className="table services">
          <thead>
            <tr>
              {texts.columns.map((column, index) => (
                <th key={column} scope="col" className={index > 2 ? 'number' : undefined}>
                  {column}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <ServiceRow key={service.name} service={service} now={now} busy={busy} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
