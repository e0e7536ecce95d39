import type { imagesChannels } from '../../../shared/contract/images'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const imagesHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof imagesChannels> => ({
  'images.status': async (_input, signal) => (await core.images()).status(signal),
  'images.get': async (_input, signal) => (await core.images()).get(signal),
  'images.cancel': async () => (await core.images()).cancel(),
  async *'images.watch'(_input, signal) {
    yield* (await core.images()).watch(signal)
  },
})
