import { Keyboard } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useClassroom } from '../classroom/classroom'
import { ClassroomFacts } from '../classroom/classroom-facts'
import { classroomTexts } from '../classroom/texts'
import { showOverlay } from '../commands/overlay'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { prefer, usePreferences } from '../design/preferences'
import { LifeSettings } from './life-settings'
import { lifeTexts } from '../life/texts'
import { AnewSettings, HomeSettings } from './home-settings'
import { LookSettings } from './look-settings'
import { NotificationSetting } from './notification-setting'
import { SwitchSetting } from './setting'
import { settingsTexts as texts } from './texts'
import './settings-dialog.css'

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="settings-part" aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

const SingleKeys = () => {
  const singleKeys = usePreferences((preferences) => preferences.singleKeys)
  return (
    <SwitchSetting
      label={texts.singleKeys}
      hint={texts.singleKeysHint}
      on={singleKeys}
      onChange={(on) => prefer({ singleKeys: on })}
    />
  )
}

interface SettingsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** What a person may set, and what the home remembers. Another dialog is asked for only once this one has gone. */
export const SettingsDialog = ({ open, onClose }: SettingsDialogProps) => {
  const next = useRef<(() => void) | null>(null)
  const now = useClassroom((classroom) => classroom.now)
  const leave = (then: () => void): void => {
    next.current = then
    onClose()
  }
  return (
    <Dialog
      open={open}
      size="wide"
      title={texts.title}
      about={texts.about}
      cancel={texts.close}
      onClose={onClose}
      onGone={() => {
        next.current?.()
        next.current = null
      }}
      actions={null}
    >
      {now !== null && (
        <Part title={classroomTexts.part}>
          <ClassroomFacts now={now} />
        </Part>
      )}
      <Part title={texts.look}>
        <LookSettings />
      </Part>
      <Part title={texts.keyboard}>
        <SingleKeys />
        <NotificationSetting />
        <div className="setting-actions">
          <Button icon={Keyboard} onClick={() => leave(() => showOverlay('shortcuts'))}>
            {texts.allShortcuts}
          </Button>
        </div>
      </Part>
      <Part title={texts.machine}>
        <HomeSettings onLeave={leave} />
      </Part>
      <Part title={lifeTexts.title}>
        <LifeSettings />
      </Part>
      <Part title={texts.anew}>
        <p className="mute setting-note">{texts.anewHint}</p>
        <AnewSettings onLeave={leave} />
      </Part>
    </Dialog>
  )
}
