import { StateIcon, type Tone } from '../../components/state-mark'
import { serviceTexts as texts } from './texts'
import type { SeenService } from './use-services'
import './services-strip.css'

const tones: Readonly<Record<SeenService['state'], Tone>> = {
  looking: 'busy',
  healthy: 'ok',
  unhealthy: 'bad',
  unknown: 'idle',
}

const Cell = ({ service }: { readonly service: SeenService }) => {
  const { name, state, version } = service
  const title = texts.titleOf(name)
  return (
    <li className={`seen-service seen-service-${state}`}>
      <StateIcon tone={tones[state]} />
      <span className="seen-service-line">
        <span className="seen-service-name mono">{name}</span>
        {version !== null && <span className="seen-service-version mono">{version}</span>}
      </span>
      <span className="seen-service-title truncate">
        {state === 'healthy' && <span className="visually-hidden">{texts.words.healthy}, </span>}
        {state === 'healthy' ? title : texts.words[state]}
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
