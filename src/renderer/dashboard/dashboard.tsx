import { useEffect } from 'react'
import type { Cheatsheet } from '../../shared/domain/teaching'
import { CommandSections } from '../cheatsheet/command-sections'
import { FailureNotice } from '../components/notice'
import { Panel } from '../components/panel'
import { ToastList } from '../components/toast-list'
import { texts as shellTexts } from '../texts'
import { LivePanel } from './live/live-panel'
import { ServicesStrip } from './services/services-strip'
import { isTold, useServices, type SeenFleet } from './services/use-services'
import { dashboardTexts as texts } from './texts'
import { TopBar } from './top-bar'
import { newestOpen, useVersions } from './versions/use-versions'
import { VersionsPanel } from './versions/versions-panel'
import './dashboard.css'

/** What an audience cannot see by itself: that something does not answer, why, and what the presenter does now. */
const Troubles = ({ fleet }: { readonly fleet: SeenFleet }) => {
  if (fleet.unreachable !== null) return <FailureNotice error={fleet.unreachable} />
  return fleet.services.map(({ name, error }) => error !== null && <FailureNotice key={name} error={error} />)
}

interface DashboardProps {
  readonly cheatsheet: Cheatsheet
  /** Where clients connect. */
  readonly address: string
}

/** The fleet for an audience: what it is, how it is, what it holds, and how to use it. It only reads. */
export const Dashboard = ({ cheatsheet, address }: DashboardProps) => {
  const fleet = useServices()
  const versions = useVersions()
  useEffect(() => {
    document.title = texts.title(fleet.kind === null ? null : shellTexts.kinds[fleet.kind])
  }, [fleet.kind])
  return (
    <div className="dash">
      <TopBar fleet={fleet} address={address} />
      <main className="dash-main">
        <Troubles fleet={fleet} />
        <ServicesStrip services={fleet.services} />
        <div className="dash-data">
          <LivePanel version={newestOpen(versions.shown)} fleet={fleet} />
          <VersionsPanel seen={versions} told={isTold(fleet, 'mat')} />
        </div>
        <Panel label={texts.cheatsheet} title={texts.cheatsheet} note={texts.cheatsheetNote}>
          <div className="dash-cheatsheet">
            <CommandSections sections={cheatsheet.sections} />
          </div>
        </Panel>
      </main>
      <ToastList />
    </div>
  )
}
