import { prefer, usePreferences } from '../design/preferences'
import { go } from '../views/route'
import { outcomeViews, type LongJob } from './long-jobs'
import { notificationTexts as texts } from './texts'

/** `unable`: this browser has none at all. */
export type Access = NotificationPermission | 'unable'

export const notificationAccess = (): Access =>
  'Notification' in globalThis ? Notification.permission : 'unable'

/** Asks the system, which asks the user: only ever at a press of theirs. Tells whether notifications are on now. */
export const switchOn = async (): Promise<boolean> => {
  if (notificationAccess() === 'default') await Notification.requestPermission()
  const granted = notificationAccess() === 'granted'
  prefer({ notifications: granted })
  return granted
}

const isInFront = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** Tells of the end of a job, unless the panel is looked at: there it is told already. */
export const tellEnd = (job: LongJob, failed: boolean): void => {
  const wanted = usePreferences.getState().notifications
  if (!wanted || isInFront() || notificationAccess() !== 'granted') return
  const note = new Notification(texts.jobs[job][failed ? 'failed' : 'done'], {
    body: failed ? texts.why : texts.open,
    // A later one of the same work takes its place.
    tag: `realcave.${job}`,
  })
  note.addEventListener('click', () => {
    window.focus()
    go(outcomeViews[job])
    note.close()
  })
}
