import { speakerHash } from '../shared/speaker-page'
import { connectBridge } from './bridge/connect'
import { startPreferences } from './design/preferences'
import { startTheme } from './design/theme'
import { startPanel } from './panel'
import { firstView } from './shell/first-view'
import { routeHash } from './views/route'
import { loadView } from './shell/views'
import { beginWithFirstSteps } from './terminal/dock-state'

export const start = async (): Promise<void> => {
  if (location.hash === speakerHash) {
    const { startSpeaker } = await import('./presenter/speaker-start')
    return startSpeaker()
  }
  startTheme()
  startPreferences()
  const bridge = connectBridge()
  const view = await firstView(bridge, location.hash)
  if (location.hash === '' && view === 'welcome') history.replaceState(null, '', routeHash(view))
  if (view === 'welcome') beginWithFirstSteps()
  // A view that cannot be loaded says so in its own place, in a panel that is drawn all the same.
  await loadView(view).catch(() => undefined)
  return startPanel(bridge)
}
