import type { Handlers } from '../../../shared/contract/handlers'
import type { menuChannels } from '../../../shared/contract/menu'
import type { MenuChoices } from '../menu-choices'

export const menuHandlers = (menu: MenuChoices): Pick<Handlers<AbortSignal>, keyof typeof menuChannels> => ({
  'menu.chosen': (_input, signal) => menu.chosen(signal),
})
