import type { fleetChannels } from '../../../shared/contract/fleet'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const fleetHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof fleetChannels> => ({
  async *'fleet.watch'(_input, signal) {
    yield* (await core.controller()).watch(signal, { heals: true })
  },
  'fleet.up': async (_input, signal) => (await core.controller()).up(signal),
  'fleet.down': async ({ volumes }, signal) => (await core.controller()).down(volumes, signal),
  'fleet.switch': async ({ kind }, signal) => {
    await core.classroom.demand({ fleet: kind })
    return core.switchFleet(kind, signal)
  },
  'fleet.service': async ({ service, action }, signal) =>
    (await core.controller()).service(service, action, signal),
  async *'fleet.logs'({ service, tail }, signal) {
    for await (const lines of (await core.controller()).logs(service, tail, signal)) yield [...lines]
  },
  async *'fleet.requests'({ tail }, signal) {
    for await (const entries of (await core.controller()).requests(tail, signal)) yield [...entries]
  },
  'fleet.materialize': async (_input, signal) => (await core.controller()).materialize(signal),
  'fleet.rebuildGraph': async (_input, signal) => (await core.controller()).rebuildGraph(signal),
  'fleet.repairWorker': async (_input, signal) => (await core.controller()).repairWorker(signal),
  'fleet.resetPlan': async ({ clean }, signal) => (await core.controller()).resetPlan(clean, signal),
  'fleet.reset': async ({ clean }, signal) => core.reset(clean, signal),
  'baseline.read': async (_input, signal) => (await core.controller()).readBaseline(signal),
  'baseline.set': async (_input, signal) => (await core.controller()).setBaseline(signal),
  'baseline.clear': async (_input, signal) => (await core.controller()).clearBaseline(signal),
})
