import { z } from 'zod'
import { startTheme } from '../../../src/renderer/design/theme'
import { startPanel } from '../../../src/renderer/panel'
import { fakeBridge } from '../fake/fake-bridge'

const scene = z.enum(['ready', 'genuine', 'down', 'starting', 'failed', 'degraded', 'looking', 'foreign'])

export const start = (): void => {
  startTheme()
  startPanel(fakeBridge(scene.catch('ready').parse(new URLSearchParams(location.search).get('scene'))))
}
