import { Box, Database, Network, type LucideIcon } from 'lucide-react'
import type { Foreign } from '../../shared/domain/foreign'
import { placeTexts } from './place-texts'

const texts = placeTexts.foreign

type Kind = Foreign['objects'][number]['kind']

const icons: Readonly<Record<Kind, LucideIcon>> = { container: Box, volume: Database, network: Network }

/** What is in the way, by name, and where it tells that it comes from. */
export const ForeignObjects = ({ objects }: Pick<Foreign, 'objects'>) => {
  const origins = [...new Set(objects.flatMap(({ origin }) => origin ?? []))]
  return (
    <div className="foreign">
      <div className="foreign-list" role="region" aria-label={texts.objects} tabIndex={0}>
        <ul>
          {objects.map(({ kind, name, running }) => {
            const Icon = icons[kind]
            return (
              <li key={`${kind} ${name}`}>
                <Icon aria-hidden />
                <code className="truncate" title={name}>
                  {name}
                </code>
                <span className="mute">{kind}</span>
                {kind === 'container' && (
                  <span className={running ? 'foreign-runs' : 'mute'}>
                    {running ? texts.running : texts.stopped}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      </div>
      {origins.map((origin) => (
        <p key={origin} className="mute">
          {texts.madeBy(origin)}
        </p>
      ))}
    </div>
  )
}
