import { Camera, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Version } from '../../shared/domain/version'
import { Button } from '../components/button'
import { bytes } from '../components/format'
import { Empty } from '../components/notice'
import { Panel, View } from '../components/panel'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useFleetActions } from '../fleet/fleet-actions'
import { FromFleet } from '../fleet/from-fleet'
import { useAsked } from '../views/asked'
import { texts as shellTexts } from '../texts'
import { DeleteVersions } from './delete-versions'
import { versionTexts as texts } from './texts'
import { Timeline } from './timeline'
import { diskInAll, shownFirst } from './version-state'
import { VersionPanel, type Shows } from './version-panel'
import './versions-view.css'

const Found = ({
  versions,
  subject,
}: {
  readonly versions: readonly Version[]
  readonly subject: string
}) => {
  const [shows, setShows] = useState<Shows>('open')
  const [deleting, setDeleting] = useState(false)
  useAsked('delete', () => setDeleting(true))
  const stage = useFleet(({ status }) => (status?.job?.kind === 'materialize' ? status.job.stage : null))
  const selected = versions.find(({ version }) => String(version) === subject) ?? shownFirst(versions)
  if (selected === undefined) return <NoVersion />
  const disk = diskInAll(versions)
  return (
    <div className="versions">
      <Panel
        className="versions-list"
        label={texts.timeline}
        title={texts.timeline}
        note={texts.summary(versions.length, disk === null ? null : bytes(disk))}
      >
        <Timeline versions={versions} stage={stage} selected={selected.version} />
        <footer className="versions-note">
          <p className="mute">{texts.neverRemoved}</p>
          <Button small look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
            {texts.remove}
          </Button>
        </footer>
      </Panel>
      <VersionPanel
        key={selected.version}
        versions={versions}
        selected={selected}
        shows={shows}
        onShows={setShows}
      />
      {deleting && <DeleteVersions versions={versions} onClose={() => setDeleting(false)} />}
    </div>
  )
}

const NoVersion = () => {
  const { materialize } = useFleetActions()
  return (
    <Panel label={texts.title}>
      <Empty
        icon={Camera}
        title={texts.none}
        action={
          <Button icon={Camera} pending={materialize.pending} onClick={() => materialize.run(undefined)}>
            {shellTexts.materialize}
          </Button>
        }
      >
        {texts.noneAbout}
      </Empty>
    </Panel>
  )
}

const Content = ({ subject }: { readonly subject: string }) => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const answer = useAnswer('versions.list', undefined, { enabled: usable })
  return (
    <FromFleet label={texts.title} answer={answer} down={texts.downAbout} reading={texts.reading}>
      {(versions) => <Found versions={versions} subject={subject} />}
    </FromFleet>
  )
}

export const VersionsView = ({ subject }: { readonly subject: string }) => (
  <View title={texts.title} about={texts.about} fills>
    <Content subject={subject} />
  </View>
)
