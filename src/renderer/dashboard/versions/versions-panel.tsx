import { Camera } from 'lucide-react'
import { Empty, Skeleton } from '../../components/notice'
import { Panel } from '../../components/panel'
import { versionTexts } from '../../versions/texts'
import { Timeline } from '../../versions/timeline'
import { Untold } from '../reading/untold'
import { seenVersionTexts as texts } from './texts'
import type { SeenVersions } from './use-versions'
import './versions-panel.css'

interface VersionsPanelProps {
  readonly seen: SeenVersions
  /** Why they cannot be read is told elsewhere. */
  readonly told: boolean
}

/** The versions along their line, newest first. */
export const VersionsPanel = ({ seen: { shown, older, error }, told }: VersionsPanelProps) => (
  <Panel
    className="seen-versions"
    label={versionTexts.title}
    title={versionTexts.title}
    note={shown === null ? undefined : versionTexts.summary(shown.length + older, null)}
  >
    <Untold error={error} told={told} />
    {shown === null && (error === null || told) && <Skeleton lines={4} label={versionTexts.reading} />}
    {shown?.length === 0 && (
      <Empty icon={Camera} title={versionTexts.none}>
        {versionTexts.noneAbout}
      </Empty>
    )}
    {shown !== null && shown.length > 0 && <Timeline versions={shown} stage={null} selected={null} />}
    {older > 0 && <p className="seen-versions-older mute">{texts.older(older)}</p>}
  </Panel>
)
