import type { doctorChannels } from '../../../shared/contract/doctor'
import type { Handlers } from '../../../shared/contract/handlers'
import { lookAtPort } from '../../doctor/checks/look-at-port'
import { freePort } from '../../doctor/checks/try-port'
import type { Core } from '../core'

export const doctorHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof doctorChannels> => ({
  'doctor.run': async (input, signal) => (await core.panel())['doctor.run'](input, signal),
  'place.read': async () => {
    const place = core.place()
    return { ...place, free: await freePort(place.port) }
  },
  'port.look': async ({ port }) => lookAtPort(port),
  'place.choose': async (place, signal) => {
    await core.classroom.demand(place)
    await core.choosePlace(place, signal)
  },
  'foreign.read': async (_input, signal) => (await core.ways()).foreign(signal),
  'foreign.stop': async ({ containers }, signal) => ({
    stopped: [...(await (await core.ways()).stopForeign(containers, signal))],
  }),
  'leftovers.remove': async (_input, signal) => ({
    removed: [...(await (await core.ways()).removeLeftovers(signal))],
  }),
  async *'diagnostics.preview'(_input, signal) {
    yield* (await core.previews()).open(signal)
  },
  'diagnostics.text': async ({ id, path }) => ({ text: (await core.previews()).text(id, path) }),
  'diagnostics.save': async ({ id }) => (await core.previews()).save(id),
})
