import { StateIcon } from '../../components/state-mark'
import { stateTone } from '../../fleet/service-state'
import { fleetTexts } from '../../fleet/texts'
import { serviceTexts as texts } from './texts'
import type { SeenService } from './use-services'
import './services-strip.css'

const wordOf = ({ state }: SeenService): string =>
  state === 'starting' ? texts.looking : fleetTexts.serviceWords[state]

const Cell = ({ service }: { readonly service: SeenService }) => {
  const { name, state, version } = service
  const title = texts.titleOf(name)
  return (
    <li className={`seen-service seen-service-${state}`}>
      <StateIcon tone={stateTone(state)} />
      <span className="seen-service-line">
        <span className="seen-service-name mono">{name}</span>
        {version !== null && <span className="seen-service-version mono">{version}</span>}
      </span>
      <span className="seen-service-title truncate">
        {state === 'healthy' && <span className="visually-hidden">{wordOf(service)}, </span>}
        {state === 'healthy' ? title : wordOf(service)}
      </span>
    </li>
  )
}

/** Whether each service answers, in one line. */
export const ServicesStrip = ({ services }: { readonly services: readonly SeenService[] }) => (
  <section className="panel" aria-label={texts.title}>
    <ul className="seen-services">
      {services.map((service) => (
        <Cell key={service.name} service={service} />
      ))}
    </ul>
  </section>
)
