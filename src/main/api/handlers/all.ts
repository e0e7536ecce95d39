import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'
import { openMenuChoices } from '../menu-choices'
import { openTroubles } from '../troubles'
import { classroomHandlers } from './classroom'
import { csvHandlers } from './csv'
import { dataHandlers } from './data'
import { doctorHandlers } from './doctor'
import { engineHandlers } from './engine'
import { fleetHandlers } from './fleet'
import { imagesHandlers } from './images'
import { lessonsHandlers } from './lessons'
import { lifeHandlers } from './life'
import { menuHandlers } from './menu'
import { panelHandlers } from './panel'
import { terminalHandlers } from './terminal'

/** Every channel's handler over one core; where there is no window, nothing is chosen in its menu, and nothing happens to it. */
export const createHandlers = (
  core: Core,
  menu = openMenuChoices(),
  troubles = openTroubles(),
): Handlers<AbortSignal> => ({
  ...panelHandlers(core),
  ...classroomHandlers(core),
  ...doctorHandlers(core),
  ...fleetHandlers(core),
  ...engineHandlers(core),
  ...imagesHandlers(core),
  ...dataHandlers(core),
  ...csvHandlers(core),
  ...terminalHandlers(core),
  ...lessonsHandlers(core),
  ...menuHandlers(menu),
  ...lifeHandlers(core, troubles),
})
