import { z } from 'zod'
import { check } from '../domain/doctor'
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
  'doctor.run': call(z.void(), z.array(check)),
  'cheatsheet.read': call(z.void(), cheatsheet),
}
