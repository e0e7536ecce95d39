import { connectBridge } from './bridge/connect'
import { startTheme } from './design/theme'
import { startPanel } from './panel'

export const start = (): void => {
  startTheme()
  startPanel(connectBridge())
}
