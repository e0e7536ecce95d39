import { z } from 'zod'
import { cheatsheet } from '../domain/teaching'
import { fleetKind } from '../domain/fleet'
import { call } from './channel'

export const panelChannels = {
  'panel.about': call(
    z.void(),
    z.object({
      version: z.string(),
      home: z.string(),
      platform: z.string(),
      shell: z.enum(['electron', 'browser']),
      fleet: fleetKind,
      /** What begins a command line for a shell: the program, and this home where a shell would take another. */
      command: z.string(),
    }),
  ),
  /** Whether a panel over this home begins with the first steps. */
  'welcome.read': call(z.void(), z.object({ due: z.boolean() })),
  /** They were taken, or put away: the home remembers it. */
  'welcome.done': call(z.void(), z.void()),
  'cheatsheet.read': call(z.void(), cheatsheet),
}
