import { inTheMaking, type Version } from '../../shared/domain/version'
import { routeHash } from '../views/route'
import { StateMark } from '../components/state-mark'
import { VersionFacts } from './version-facts'
import { newestFirst } from './version-state'
import { versionTexts as texts } from './texts'
import './timeline.css'

interface TimelineProps {
  readonly versions: readonly Version[]
  /** How far the version is that is being made; null while none is. */
  readonly stage: string | null
  /** Null where there is nothing to open one with. */
  readonly selected: number | null
}

interface ItemProps {
  readonly version: Version
  readonly selected: number | null
  readonly stage: string | null
}

const Item = ({ version, selected, stage }: ItemProps) => (
  <li className={`version version-${version.status.toLowerCase()}`}>
    {selected === null ? (
      <div className="version-card">
        <VersionFacts version={version} stage={stage} />
      </div>
    ) : (
      <a
        className="version-card"
        href={routeHash('versions', String(version.version))}
        aria-current={version.version === selected ? 'true' : undefined}
      >
        <span className="visually-hidden">{texts.select(version.version)}</span>
        <VersionFacts version={version} stage={stage} />
      </a>
    )}
  </li>
)

const Making = ({ stage }: { readonly stage: string }) => (
  <li className="version version-running">
    <div className="version-card">
      <span className="version-line">
        <strong className="version-number">{texts.making}</strong>
        <StateMark tone="busy" word={texts.words.RUNNING} />
      </span>
      <span role="status">{stage}</span>
    </div>
  </li>
)

/** All versions, newest first, along one line; one that is being made tells how far it is, before it has its number, too. */
export const Timeline = ({ versions, stage, selected }: TimelineProps) => {
  const all = newestFirst(versions)
  const made = inTheMaking(all)
  return (
    <ol className="timeline" aria-label={texts.timeline}>
      {stage !== null && made === undefined && <Making stage={stage} />}
      {all.map((version) => (
        <Item
          key={version.version}
          version={version}
          selected={selected}
          stage={version === made ? stage : null}
        />
      ))}
    </ol>
  )
}
