import { z } from 'zod'
import { stream } from './channel'

export const menuChannels = {
  /** The id of each command that is chosen in the window's menu; a browser has none, and hears nothing. */
  'menu.chosen': stream(z.void(), z.object({ command: z.string() })),
}
