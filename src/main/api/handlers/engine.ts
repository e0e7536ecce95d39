import type { engineChannels } from '../../../shared/contract/engine'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const engineHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof engineChannels> => ({
  'engine.status': async () => (await core.engine()).status(),
  'engine.start': async () => (await core.engine()).start(),
  'engine.cancel': async () => (await core.engine()).cancel(),
  async *'engine.watch'(_input, signal) {
    yield* (await core.engine()).watch(signal)
  },
})
