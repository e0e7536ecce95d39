import { useReducer } from 'react'
import { useBridge } from '../core/bridge-context'
import { prefer, usePreferences } from '../design/preferences'
import { notificationAccess, switchOn, type Access } from '../notifications/notify'
import { SwitchSetting } from './setting'
import { settingsTexts as texts } from './texts'

const hints: Readonly<Record<Access, string>> = {
  default: texts.notificationsHint,
  granted: texts.notificationsHint,
  denied: texts.blocked,
  unable: texts.unable,
}

export const NotificationSetting = () => {
  const { shell } = useBridge()
  const wanted = usePreferences(({ notifications }) => notifications)
  // The browser tells of no change of its permission; it was just asked for.
  const [, look] = useReducer((round: number) => round + 1, 0)
  const access = notificationAccess()
  return (
    <SwitchSetting
      label={texts.notifications}
      hint={shell === 'electron' ? texts.notificationsByApp : hints[access]}
      on={wanted && access === 'granted'}
      disabled={access === 'unable'}
      onChange={(on) => {
        if (on) void switchOn().then(look)
        else prefer({ notifications: false })
      }}
    />
  )
}
