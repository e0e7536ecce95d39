import { Bell } from 'lucide-react'
import { IconButton } from '../components/button'
import { toast } from '../components/toast'
import { usePreferences } from '../design/preferences'
import { notificationAccess, switchOn } from './notify'
import { notificationTexts as texts } from './texts'

const ask = async (): Promise<void> => {
  const on = await switchOn()
  toast(
    on
      ? { tone: 'ok', title: texts.asked, detail: texts.askedDetail }
      : { tone: 'bad', title: texts.refused, detail: texts.refusedDetail },
  )
}

/** Beside a job that runs: the one place where somebody may wish to be told of its end. Gone once they are. */
export const TellMe = () => {
  const on = usePreferences(({ notifications }) => notifications)
  const access = notificationAccess()
  if (on || access === 'unable' || access === 'denied') return null
  return <IconButton label={texts.tell} icon={Bell} onClick={() => void ask()} />
}
