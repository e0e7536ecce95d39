import type { ErrorInfo } from '../../shared/errors'
import type { FleetController } from '../fleet/controller'
import { openHome, type Home } from '../home/home'

/** A fleet that came up is started with the same port and project the next time. Nothing is written where they are remembered. */
export const rememberingUp = (
  controller: FleetController,
  home: Home,
  warn: (warning: ErrorInfo) => void,
): FleetController => ({
  ...controller,
  async up(signal) {
    const status = await controller.up(signal)
    const { port, project } = home.settings
    const { settings } = await openHome({ folder: home.folder, warn })
    if (settings.port !== port || settings.project !== project) await home.change({ port, project })
    return status
  },
})
