import '../../../src/renderer/no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '../../../src/renderer/design/tokens.css'
import '../../../src/renderer/design/base.css'
import { z } from 'zod'
import { startTheme } from '../../../src/renderer/design/theme'
import { startPanel } from '../../../src/renderer/panel'
import { fakeBridge } from '../fake/fake-bridge'

const scene = z.enum(['ready', 'down', 'starting', 'failed', 'degraded', 'looking'])

startTheme()
startPanel(fakeBridge(scene.catch('ready').parse(new URLSearchParams(location.search).get('scene'))))
