import { CalendarClock, HardDrive } from 'lucide-react'
import type { Version } from '../../shared/domain/version'
import { bytes, day, moment } from '../components/format'
import { StateMark } from '../components/state-mark'
import { routeHash } from '../shell/route'
import { newestFirst, versionTone } from './version-state'
import { versionTexts as texts } from './texts'
import './timeline.css'

interface TimelineProps {
  readonly versions: readonly Version[]
  readonly selected: number
}

const Item = ({ version, current }: { readonly version: Version; readonly current: boolean }) => (
  <li className={`version version-${version.status.toLowerCase()}`}>
    <a href={routeHash('versions', String(version.version))} aria-current={current ? 'true' : undefined}>
      <span className="visually-hidden">{texts.select(version.version)}</span>
      <span className="version-line">
        <strong className="version-number">v{version.version}</strong>
        <span className="tabular" title={`${version.timeStamp} (UTC)`}>
          {moment(version.timeStamp)}
        </span>
        <StateMark tone={versionTone(version)} word={texts.words[version.status]} />
      </span>
      {version.tables.map((table) => (
        <span key={table.name} className="version-table">
          <code className="truncate">{table.name}</code>
          <span className="tabular">{texts.rows(table.rows)}</span>
        </span>
      ))}
      <span className="version-facts tabular">
        {version.disk !== null && (
          <span>
            <HardDrive aria-hidden />
            {bytes(version.disk)}
          </span>
        )}
        {version.expiresOn !== null && (
          <span title={texts.expiresHint}>
            <CalendarClock aria-hidden />
            {texts.expires(day(version.expiresOn))}
          </span>
        )}
      </span>
    </a>
  </li>
)

/** All versions, newest first, along one line. */
export const Timeline = ({ versions, selected }: TimelineProps) => (
  <ol className="timeline" aria-label={texts.timeline}>
    {newestFirst(versions).map((version) => (
      <Item key={version.version} version={version} current={version.version === selected} />
    ))}
  </ol>
)
