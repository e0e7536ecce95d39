import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'
import { csvHandlers } from './csv'
import { dataHandlers } from './data'
import { doctorHandlers } from './doctor'
import { engineHandlers } from './engine'
import { fleetHandlers } from './fleet'
import { imagesHandlers } from './images'
import { lessonsHandlers } from './lessons'
import { panelHandlers } from './panel'
import { terminalHandlers } from './terminal'

/** Every channel's handler over one core. */
export const createHandlers = (core: Core): Handlers<AbortSignal> => ({
  ...panelHandlers(core),
  ...doctorHandlers(core),
  ...fleetHandlers(core),
  ...engineHandlers(core),
  ...imagesHandlers(core),
  ...dataHandlers(core),
  ...csvHandlers(core),
  ...terminalHandlers(core),
  ...lessonsHandlers(core),
})
