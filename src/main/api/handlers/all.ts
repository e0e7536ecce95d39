import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'
import { openMenuChoices } from '../menu-choices'
import { classroomHandlers } from './classroom'
import { csvHandlers } from './csv'
import { dataHandlers } from './data'
import { doctorHandlers } from './doctor'
import { engineHandlers } from './engine'
import { fleetHandlers } from './fleet'
import { imagesHandlers } from './images'
import { lessonsHandlers } from './lessons'
import { menuHandlers } from './menu'
import { panelHandlers } from './panel'
import { terminalHandlers } from './terminal'

/** Every channel's handler over one core; where there is no menu, nothing is chosen in it. */
export const createHandlers = (core: Core, menu = openMenuChoices()): Handlers<AbortSignal> => ({
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
})
