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
    }),
  ),
  'cheatsheet.read': call(z.void(), cheatsheet),
}
