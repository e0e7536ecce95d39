import type { Version } from '../../shared/domain/version'
import { routeHash } from '../shell/route'
import { VersionFacts } from './version-facts'
import { newestFirst } from './version-state'
import { versionTexts as texts } from './texts'
import './timeline.css'

interface TimelineProps {
  readonly versions: readonly Version[]
  /** Null where there is nothing to open one with. */
  readonly selected: number | null
}

interface ItemProps {
  readonly version: Version
  readonly selected: number | null
}

const Item = ({ version, selected }: ItemProps) => (
  <li className={`version version-${version.status.toLowerCase()}`}>
    {selected === null ? (
      <div className="version-card">
        <VersionFacts version={version} />
      </div>
    ) : (
      <a
        className="version-card"
        href={routeHash('versions', String(version.version))}
        aria-current={version.version === selected ? 'true' : undefined}
      >
        <span className="visually-hidden">{texts.select(version.version)}</span>
        <VersionFacts version={version} />
      </a>
    )}
  </li>
)

/** All versions, newest first, along one line. */
export const Timeline = ({ versions, selected }: TimelineProps) => (
  <ol className="timeline" aria-label={texts.timeline}>
    {newestFirst(versions).map((version) => (
      <Item key={version.version} version={version} selected={selected} />
    ))}
  </ol>
)
