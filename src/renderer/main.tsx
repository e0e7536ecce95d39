import './no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './design/tokens.css'
import './design/base.css'
import { connectBridge } from './bridge/connect'
import { startTheme } from './design/theme'
import { startPanel } from './panel'

startTheme()
startPanel(connectBridge())
