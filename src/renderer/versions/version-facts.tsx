import { CalendarClock, HardDrive } from 'lucide-react'
import type { Version } from '../../shared/domain/version'
import { bytes, day, moment } from '../components/format'
import { StateMark } from '../components/state-mark'
import { useNow } from '../components/use-now'
import { versionTone } from './version-state'
import { versionTexts as texts } from './texts'

/** What is known of one version: number, moment, state, what it holds, how much and until when. */
export const VersionFacts = ({
  version,
  stage,
}: {
  readonly version: Version
  readonly stage: string | null
}) => {
  // Of the day it was opened: a date passes once.
  const now = useNow(false)
  return (
    <>
      <span className="version-line">
        <strong className="version-number">v{version.version}</strong>
        <span className="version-time tabular" title={`${version.timeStamp} (UTC)`}>
          {moment(version.timeStamp)}
        </span>
        <StateMark tone={versionTone(version)} word={texts.words[version.status]} />
      </span>
      {stage !== null && <span role="status">{stage}</span>}
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
            {texts.expires(day(version.expiresOn), Date.parse(version.expiresOn) < now)}
          </span>
        )}
      </span>
    </>
  )
}
