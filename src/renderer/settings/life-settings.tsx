import { useQueryClient } from '@tanstack/react-query'
import type { LifeSettings as Settings } from '../../shared/domain/life'
import { useClassroomSettings } from '../classroom/classroom'
import { classroomTexts } from '../classroom/texts'
import { FailureNotice, Skeleton } from '../components/notice'
import { Segmented } from '../components/segmented'
import { toastFailure } from '../components/toast'
import { useBridge } from '../core/bridge-context'
import { answerKey, useAnswer, useCall } from '../core/use-call'
import { Setting, SwitchSetting } from './setting'
import { lifeTexts as texts } from '../life/texts'

const leavings: readonly Settings['leaving'][] = ['ask', 'keep', 'stop']
const closings: readonly Settings['closing'][] = ['quit', 'tray']

interface PartProps {
  readonly settings: Settings
  readonly choose: (changes: Partial<Settings>) => void
}

/** Of the panel in a window of its own: a browser's window ends nothing. */
const OfTheWindow = ({ settings, choose }: PartProps) => (
  <>
    <Setting label={texts.leaving}>
      <Segmented
        label={texts.leaving}
        value={settings.leaving}
        choices={leavings.map((value) => ({ value, label: texts.leavings[value] }))}
        onChange={(leaving) => choose({ leaving })}
      />
    </Setting>
    <Setting label={texts.closing} hint={texts.closingHint}>
      <Segmented
        label={texts.closing}
        value={settings.closing}
        choices={closings.map((value) => ({ value, label: texts.closings[value] }))}
        onChange={(closing) => choose({ closing })}
      />
    </Setting>
  </>
)

/** What becomes of fleet and program, and whether new versions are told. */
export const LifeSettings = () => {
  const { shell } = useBridge()
  const client = useQueryClient()
  const { updates } = useClassroomSettings()
  // Another window, or the question at the end, may have changed it.
  const life = useAnswer('life.read', undefined, { staleTime: 0 })
  const choose = useCall('life.choose', {
    done: () => {
      void client.invalidateQueries({ queryKey: answerKey('life.read', undefined) })
      void client.invalidateQueries({ queryKey: answerKey('life.newer', undefined) })
    },
    failed: (error) => toastFailure(error),
  })
  if (life.error !== null) return <FailureNotice error={life.error.info} />
  if (life.data === undefined) return <Skeleton lines={2} label={texts.reading} />
  const { releases, ...settings } = life.data
  const looks = releases !== null && updates !== 'off'
  const looked = releases === null ? texts.noReleases : texts.newVersionsHint(releases)
  return (
    <>
      {shell === 'electron' && <OfTheWindow settings={settings} choose={choose.run} />}
      <SwitchSetting
        label={texts.newVersions}
        hint={updates === 'off' ? classroomTexts.set : looked}
        on={settings.newVersions && looks}
        disabled={!looks}
        onChange={(newVersions) => choose.run({ newVersions })}
      />
    </>
  )
}
