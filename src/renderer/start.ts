import { speakerHash } from '../shared/speaker-page'
import { connectBridge } from './bridge/connect'
import { startTheme } from './design/theme'
import { startPanel } from './panel'
import { parseRoute } from './shell/route'
import { loadView } from './shell/views'

export const start = async (): Promise<void> => {
  if (location.hash === speakerHash) {
    const { startSpeaker } = await import('./presenter/speaker-start')
    return startSpeaker()
  }
  startTheme()
  const bridge = connectBridge()
  // A view that cannot be loaded says so in its own place, in a panel that is drawn all the same.
  await loadView(parseRoute(location.hash).view).catch(() => undefined)
  return startPanel(bridge)
}
