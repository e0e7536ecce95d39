import type { Handlers } from '../../../shared/contract/handlers'
import type { lifeChannels } from '../../../shared/contract/life'
import type { Core } from '../core'
import type { Troubles } from '../troubles'

export const lifeHandlers = (
  core: Core,
  troubles: Troubles,
): Pick<Handlers<AbortSignal>, keyof typeof lifeChannels> => ({
  'life.read': async () => core.life.read(),
  'life.choose': async (changes) => core.life.choose(changes),
  'life.newer': async (_input, signal) => core.life.newer(signal),
  'life.troubles': (_input, signal) => troubles.watch(signal),
})
