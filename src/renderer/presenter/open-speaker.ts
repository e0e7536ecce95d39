import { speakerHash } from '../../shared/speaker-page'

/** Opens the speaker's window, or brings it to the front; false where the browser refuses. To be called at a key or a click. */
export const openSpeaker = (): boolean => {
  const opened = window.open(
    `${location.pathname}${speakerHash}`,
    'realcave-speaker',
    'popup,width=1080,height=760',
  )
  opened?.focus()
  return opened !== null
}
