import { z } from 'zod'
import { baseline, fleetKind, fleetStatus, resetPlan } from '../domain/fleet'
import { logLine, requestEntry, serviceAction, serviceName } from '../domain/service'
import { call, stream } from './channel'

export const fleetChannels = {
  /** The whole status at once, then again at each change (at most ten times a second). */
  'fleet.watch': stream(z.void(), fleetStatus),
  'fleet.up': call(z.void(), fleetStatus),
  'fleet.down': call(z.object({ volumes: z.boolean().default(false) }), z.void()),
  /**
   * Stops the fleet in use, its data kept, and starts the other kind on the same port; answers when that one is ready. Where it
   * cannot be used nothing is stopped.
   */
  'fleet.switch': call(z.object({ kind: fleetKind }), fleetStatus),
  'fleet.service': call(z.object({ service: serviceName, action: serviceAction }), z.void()),
  /** Lines in batches: the newest `tail` ones at once, be they none, then as they come. */
  'fleet.logs': stream(
    z.object({ service: serviceName, tail: z.number().int().min(0).max(5000).default(400) }),
    z.array(logLine),
  ),
  'fleet.requests': stream(
    z.object({ tail: z.number().int().min(0).max(5000).default(200) }),
    z.array(requestEntry),
  ),
  'fleet.materialize': call(z.void(), z.object({ version: z.number().int() })),
  'fleet.rebuildGraph': call(z.void(), z.void()),
  /** Frees a workflow that hangs or was killed, so that the next one is not skipped. */
  'fleet.repairWorker': call(z.void(), z.void()),
  'fleet.resetPlan': call(z.object({ clean: z.boolean() }), resetPlan),
  'fleet.reset': call(z.object({ clean: z.boolean() }), z.object({ versions: z.array(z.number().int()) })),
  'baseline.read': call(z.void(), baseline.nullable()),
  'baseline.set': call(z.void(), baseline),
  'baseline.clear': call(z.void(), z.void()),
}
