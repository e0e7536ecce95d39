import { connectBridge } from './bridge/connect'
import { startPreferences } from './design/preferences'
import { startTheme } from './design/theme'
import { startPanel } from './panel'
import { parseRoute } from './shell/route'
import { loadView } from './shell/views'

export const start = async (): Promise<void> => {
  startTheme()
  startPreferences()
  const bridge = connectBridge()
  // A view that cannot be loaded says so in its own place, in a panel that is drawn all the same.
  await loadView(parseRoute(location.hash).view).catch(() => undefined)
  startPanel(bridge)
}
