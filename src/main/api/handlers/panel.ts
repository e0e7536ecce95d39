import type { panelChannels } from '../../../shared/contract/panel'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const panelHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof panelChannels> => ({
  'panel.about': async (input, signal) => (await core.panel())['panel.about'](input, signal),
  'welcome.read': async () => ({ due: await core.welcome.isDue() }),
  'welcome.done': async () => core.welcome.done(),
  'cheatsheet.read': async (input, signal) => (await core.panel())['cheatsheet.read'](input, signal),
})
